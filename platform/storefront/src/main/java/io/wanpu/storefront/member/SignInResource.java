package io.wanpu.storefront.member;

import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ShopCall;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** Signing in and out. */
@Path("shops/{shop}")
@Produces(MediaType.APPLICATION_JSON)
public class SignInResource {
  private final ShopCall call = ShopCall.current();

  @POST
  @Path("login/{channel}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Sign in: exchange what the channel gave for a bearer token of this shop",
      tag = "member",
      open = true,
      problems = {
        "401 login.bad_code",
        "403 member.blocked",
        "422 login.unknown_channel",
        "429 login.too_many",
        "503 login.channel_away"
      })
  public SignedIn login(
      @PathParam("channel")
          @Param(
              value = "Way to sign in",
              choices = {"wechat-mini"})
          String channel,
      LoginRequest request) {
    var signedIn = call.mall().signInMember().signIn(channel, request.code());
    return new SignedIn(
        signedIn.token().token(), signedIn.token().expiresAt(), MemberView.of(signedIn.member()));
  }

  @POST
  @Path("logout")
  @Doc(value = "Sign out: the token is no longer taken", tag = "member", status = 204)
  public void logout() {
    call.member();
    call.mall().memberTokens().revoke(call.token());
  }

  /**
   * @param code what the channel gave, e.g. the code of {@code wx.login}
   */
  public record LoginRequest(@NotBlank @Size(max = 512) String code) {}

  /**
   * @param token bearer token of this shop
   */
  public record SignedIn(String token, Instant expiresAt, MemberView member) {}
}
