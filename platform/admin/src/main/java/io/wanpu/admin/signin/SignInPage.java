package io.wanpu.admin.signin;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.kernel.staff.SignInStaff;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Signing in and out. */
@Path("/")
@ApplicationScoped
public class SignInPage {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Path("sign-in")
  @Open
  public Response show() {
    var entered = Entered.in(request);
    var next = Redirect.safe(entered.text("next"));
    return Visit.current().signedIn().isPresent()
        ? Redirect.to(next)
        : Response.ok(page("", next, "").with("ended", !entered.text("ended").isEmpty())).build();
  }

  @POST
  @Path("sign-in")
  @Open
  public Response signIn() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var entered = Entered.in(request);
    var login = entered.text("login");
    var next = Redirect.safe(entered.text("next"));
    if (!SignInLimit.allows(visit.browser())) {
      return refused(429, login, next, phrases.words("sign_in.too_many"));
    }
    if (login.isEmpty() || entered.raw("password").isEmpty()) {
      return refused(422, login, next, phrases.words("sign_in.incomplete"));
    }
    return switch (mall.signInStaff().signIn(login, entered.raw("password"))) {
      case SignInStaff.Outcome.SignedIn who -> {
        new SignedIn(who.shop(), who.id(), who.epoch()).begin(request);
        yield Redirect.to(next);
      }
      case SignInStaff.Outcome.CodeWanted who -> {
        new SignedIn.Half(who.shop(), who.id(), who.epoch(), next).begin(request);
        yield Redirect.to("/sign-in/code");
      }
      case SignInStaff.Outcome.Refused wrong ->
          refused(422, login, next, phrases.words("sign_in.wrong"));
      case SignInStaff.Outcome.Locked locked ->
          refused(429, login, next, phrases.words("sign_in.locked", locked.until()));
      case SignInStaff.Outcome.ShopClosed closed ->
          refused(403, login, next, phrases.words("sign_in.shop_closed"));
    };
  }

  /** The second step, for those who have a second factor. */
  @GET
  @Path("sign-in/code")
  @Open
  public Response showCode() {
    return SignedIn.Half.of(request).isEmpty()
        ? Redirect.to("/sign-in")
        : Response.ok(codePage("")).build();
  }

  @POST
  @Path("sign-in/code")
  @Open
  public Response code() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var half = SignedIn.Half.of(request);
    if (half.isEmpty()) {
      return Redirect.to("/sign-in");
    }
    if (!SignInLimit.allows(visit.browser())) {
      return Response.status(429).entity(codePage(phrases.words("sign_in.too_many"))).build();
    }
    var who = half.get();
    var given = Entered.in(request).text("code");
    return switch (mall.signInStaff().code(who.tenant(), who.staff(), who.epoch(), given)) {
      case SignInStaff.Outcome.SignedIn in -> {
        new SignedIn(in.shop(), in.id(), in.epoch()).begin(request);
        yield Redirect.to(who.next());
      }
      case SignInStaff.Outcome.CodeWanted again -> Redirect.to("/sign-in");
      case SignInStaff.Outcome.Refused wrong ->
          Response.status(422).entity(codePage(phrases.words("sign_in.code_wrong"))).build();
      case SignInStaff.Outcome.Locked locked ->
          Response.status(429)
              .entity(codePage(phrases.words("sign_in.locked", locked.until())))
              .build();
      case SignInStaff.Outcome.ShopClosed closed ->
          refused(403, "", "/", phrases.words("sign_in.shop_closed"));
    };
  }

  private static View codePage(String problem) {
    return View.of("sign-in-code").with("problem", problem.isEmpty() ? null : problem);
  }

  private static Response refused(int status, String login, String next, String problem) {
    return Response.status(status).entity(page(login, next, problem)).build();
  }

  @POST
  @Path("sign-out")
  @Open
  public Response signOut() {
    SignedIn.end(request);
    return Redirect.to("/sign-in");
  }

  private static View page(String login, String next, String problem) {
    return View.of("sign-in")
        .with("login", login)
        .with("next", next)
        .with("ended", false)
        .with("problem", problem.isEmpty() ? null : problem);
  }
}
