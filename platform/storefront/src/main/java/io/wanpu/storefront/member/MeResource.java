package io.wanpu.storefront.member;

import io.wanpu.api.error.MallException;
import io.wanpu.kernel.member.MemberProfile;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The signed-in member. */
@Path("shops/{shop}/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "The signed-in member", tag = "member")
  public MemberView me() {
    return call.mall()
        .members()
        .find(call.member())
        .map(MemberView::of)
        .orElseThrow(() -> MallException.notFound("member.unknown"));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(value = "Change the profile", tag = "member")
  public MemberView change(ProfileRequest request) {
    var member = call.member();
    var changed =
        call.mall()
            .members()
            .change(
                member, new MemberProfile(request.nickname(), request.phone(), request.language()));
    call.mall().memberTokens().changed(member);
    return MemberView.of(changed);
  }

  /**
   * A profile as it should be.
   *
   * @param phone a mainland mobile number or E.164
   * @param language {@code zh-CN} or {@code en}; empty to follow the program's
   */
  public record ProfileRequest(
      @NotBlank @Size(max = 60) String nickname,
      Optional<@Size(max = 24) String> phone,
      Optional<@Size(max = 10) String> language) {}
}
