package io.wanpu.admin.signin;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Signing in and out. */
@Path("/")
@RequestScoped
public class SignInPage {
  @Context HttpServletRequest request;

  @GET
  @Path("sign-in")
  @Open
  public Response show() {
    var next = Redirect.safe(Entered.in(request).text("next"));
    return Visit.current().signedIn().isPresent()
        ? Redirect.to(next)
        : Response.ok(page("", next, "")).build();
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
        .with("problem", problem.isEmpty() ? null : problem);
  }
}
