package io.wanpu.admin.register;

import io.wanpu.admin.signin.SignInLimit;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.signup.OpenShop;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registration: a phone, a code, a shop. */
@Path("/register")
@ApplicationScoped
public class RegisterPage {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Open
  public Response show() {
    return Visit.current().signedIn().isPresent()
        ? Redirect.to("/")
        : Response.ok(page(Entered.of(Map.of()), List.of(), null, null)).build();
  }

  /** Sends a code; the page stays as it is. */
  @POST
  @Path("code")
  @Open
  public Response sendCode() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var entered = Entered.in(request);
    if (!SignInLimit.allows(visit.browser())) {
      return answered(429, entered, List.of(), phrases.words("sign_in.too_many"));
    }
    try {
      return switch (opening().sendCode(entered.text("phone"))) {
        case SENT -> answered(200, entered, List.of(), phrases.words("register.code.sent"));
        case TOO_SOON -> answered(429, entered, List.of(), phrases.words("register.code.too_soon"));
        case ENOUGH -> answered(429, entered, List.of(), phrases.words("register.code.enough"));
        case FAILED -> answered(503, entered, List.of(), phrases.words("register.code.failed"));
      };
    } catch (MallException no) {
      return answered(
          422,
          entered,
          no.fields(),
          FormErrors.words(no.fields(), phrases).getOrDefault("phone", phrases.text(no.text())));
    }
  }

  private static Response answered(
      int status, Entered entered, List<FieldError> errors, String said) {
    return Response.status(status)
        .entity(
            Visit.current().htmx()
                ? View.fragment("register/register", "said").with("said", said)
                : page(entered, errors, null, said))
        .build();
  }

  @POST
  @Open
  public Response open() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var entered = Entered.in(request);
    if (!SignInLimit.allows(visit.browser())) {
      return Response.status(429)
          .entity(page(entered, List.of(), phrases.words("sign_in.too_many"), null))
          .build();
    }
    OpenShop.Opened opened;
    try {
      if (!entered.text("agree").equals("yes")) {
        throw MallException.invalid("agree", "admin.register.agree");
      }
      opened =
          opening()
              .open(
                  new OpenShop.Wish(
                      entered.text("phone"),
                      entered.text("sms"),
                      entered.text("shop"),
                      entered.text("code"),
                      entered.text("name"),
                      entered.raw("password"),
                      phrases.language().tag(),
                      phrases.words("register.owner"),
                      Optional.of(visit.browser())));
    } catch (MallException no) {
      return Response.status(no.kind().status())
          .entity(
              page(
                  entered,
                  no.fields(),
                  phrases.words(no.fields().isEmpty() ? "register.failed" : "kit.invalid"),
                  null))
          .build();
    }
    var epoch =
        CurrentTenant.call(
            opened.shop().id(), () -> mall.staffAccess().of(opened.owner()).orElseThrow().epoch());
    new SignedIn(opened.shop().id(), opened.owner(), epoch).begin(request);
    return Redirect.to("/");
  }

  private OpenShop opening() {
    return mall.openShop()
        .orElseThrow(() -> new MallException(ErrorKind.UNAVAILABLE, "admin.register.closed"));
  }

  private static View page(
      Entered entered, List<FieldError> errors, @Nullable String problem, @Nullable String said) {
    return View.of("register/register")
        .with("entered", entered)
        .with("errors", FormErrors.words(errors, Visit.current().phrases()))
        .with("problem", problem)
        .with("said", said);
  }
}
