package io.wanpu.kernel.member;

import java.util.List;

/** A way to sign in: it turns a proof of the person into identities. */
public interface LoginChannel {
  /** Name of the channel, e.g. {@code wechat-mini}. */
  String name();

  /**
   * Exchanges what the client got from the channel.
   *
   * @return at least one identity, the channel's own first
   * @throws io.wanpu.api.error.MallException 4xx when the code is no good; 503 {@code
   *     login.channel_away} when the channel does not answer
   */
  List<Identity> identify(String code);
}
