package io.wanpu.admin.signin;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.Visit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Chooses between light and dark for this browser. */
@Path("/theme")
@ApplicationScoped
public class ThemeSwitch {
  private static final int YEAR = 365 * 24 * 3600;

  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @POST
  @Open
  public Response choose() {
    var entered = Entered.in(request);
    var theme = entered.text("to");
    if (theme.equals("light") || theme.equals("dark")) {
      var cookie = new Cookie(Visit.THEME, theme);
      cookie.setPath("/");
      cookie.setMaxAge(YEAR);
      cookie.setHttpOnly(true);
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
    }
    return Redirect.to(Redirect.safe(entered.text("back")));
  }
}
