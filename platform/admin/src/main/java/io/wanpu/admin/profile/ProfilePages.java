package io.wanpu.admin.profile;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.staff.SecondFactors;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own account: everybody of the shop has one. */
@Path("/profile")
@ApplicationScoped
public class ProfilePages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("")
  public View show() {
    return page(List.of(), null);
  }

  /** A new password; all other sessions end, this one goes on. */
  @POST
  @Path("password")
  @Permission("")
  public Response changePassword() {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var who = visit.clerk();
    int epoch;
    try {
      if (!entered.raw("password").equals(entered.raw("again"))) {
        throw MallException.invalid("again", "admin.profile.not_the_same");
      }
      epoch =
          mall.manageStaff()
              .changeOwnPassword(
                  visit.actor(), who.staff(), entered.raw("present"), entered.raw("password"));
    } catch (MallException no) {
      return refused(no);
    }
    new SignedIn(who.tenant(), who.staff(), epoch).begin(request);
    return Redirect.to("/profile", visit.phrases().words("profile.password.changed"));
  }

  /** Shows a picture for the authenticator app. */
  @GET
  @Path("factor")
  @Permission("")
  public View offer() {
    var who = Visit.current().clerk();
    return offered(mall.secondFactors().offer(who.staff(), who.shopName()), null);
  }

  /** Turns the second factor on when the app shows the right code. */
  @POST
  @Path("factor")
  @Permission("")
  public Response turnOn() {
    var visit = Visit.current();
    var who = visit.clerk();
    var entered = Entered.in(request);
    var sealed = entered.text("sealed");
    // what the form carries is checked before anything is counted against her
    var offer = mall.secondFactors().again(who.staff(), sealed, who.shopName());
    try {
      var codes =
          mall.secondFactors().turnOn(visit.actor(), who.staff(), sealed, entered.text("code"));
      return Response.ok(View.of("profile/codes").with("codes", codes)).build();
    } catch (MallException no) {
      return Response.status(no.kind().status())
          .entity(
              offered(
                  offer,
                  FormErrors.words(no.fields(), visit.phrases())
                      .getOrDefault("code", visit.phrases().text(no.text()))))
          .build();
    }
  }

  /** Turns it off; the password is asked again. */
  @POST
  @Path("factor/off")
  @Permission("")
  public Response turnOff() {
    var visit = Visit.current();
    try {
      mall.secondFactors()
          .turnOff(
              visit.actor(), visit.clerk().staff(), Entered.in(request).raw("factor-password"));
    } catch (MallException no) {
      return refused(
          no.fields().isEmpty()
              ? no
              : MallException.invalid("factor-password", "staff.password_wrong"));
    }
    return Redirect.to("/profile", visit.phrases().words("profile.factor.is_off"));
  }

  private Response refused(MallException no) {
    return Response.status(no.kind().status())
        .entity(
            page(
                no.fields(),
                no.fields().isEmpty() ? Visit.current().phrases().text(no.text()) : null))
        .build();
  }

  private View page(List<FieldError> errors, @Nullable String problem) {
    var visit = Visit.current();
    var who = visit.clerk();
    return View.of("profile/profile")
        .with("factor", mall.secondFactors().of(who.staff()))
        .with("login", mall.manageStaff().find(who.staff()).map(each -> each.login()).orElse(""))
        .with("errors", FormErrors.words(errors, visit.phrases()))
        .with("problem", problem);
  }

  private static View offered(SecondFactors.Offer offer, @Nullable String problem) {
    return View.of("profile/factor")
        .with("picture", QrPicture.of(offer.address()))
        .with("secret", String.join(" ", offer.secret().split("(?<=\\G.{4})")))
        .with("sealed", offer.sealed())
        .with("problem", problem);
  }
}
