package io.wanpu.kernel.member;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Signs a shopper in: a channel names her, and she gets a bearer token of this shop. */
public final class SignInMember {
  private final Map<String, LoginChannel> channels;
  private final Members members;
  private final MemberTokens tokens;

  public SignInMember(List<LoginChannel> channels, Members members, MemberTokens tokens) {
    this.channels =
        channels.stream().collect(Collectors.toMap(LoginChannel::name, Function.identity()));
    this.members = members;
    this.tokens = tokens;
  }

  /**
   * Signs in.
   *
   * @throws MallException 422 {@code login.unknown_channel}; 401 {@code login.bad_code}; 403 {@code
   *     member.blocked}; 503 {@code login.channel_away}
   */
  public SignedIn signIn(String channel, String code) {
    var door = channels.get(channel);
    if (door == null) {
      throw new MallException(ErrorKind.INVALID, "login.unknown_channel");
    }
    if (code.isBlank() || code.length() > 512) {
      throw new MallException(ErrorKind.UNAUTHENTICATED, "login.bad_code");
    }
    var member = members.recognise(door.identify(code));
    if (member.status() != Member.Status.ACTIVE) {
      throw new MallException(ErrorKind.FORBIDDEN, "member.blocked");
    }
    return new SignedIn(member, tokens.issue(member.id()));
  }

  /** Who signed in, and with which token. */
  public record SignedIn(Member member, MemberTokens.Issued token) {}
}
