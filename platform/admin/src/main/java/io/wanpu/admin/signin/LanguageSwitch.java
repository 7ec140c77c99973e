package io.wanpu.admin.signin;

import io.wanpu.admin.text.Language;
import io.wanpu.admin.web.AdminFilter;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.Visit;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Chooses the language of the interface for this browser. */
@Path("/language")
@ApplicationScoped
public class LanguageSwitch {
  private static final int YEAR = 365 * 24 * 3600;

  @Inject Mall mall;
  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @POST
  @Open
  public Response choose() {
    var entered = Entered.in(request);
    Language.of(entered.text("to"))
        .ifPresent(
            language -> {
              var cookie = new Cookie(AdminFilter.LANGUAGE, language.tag());
              cookie.setPath("/");
              cookie.setMaxAge(YEAR);
              cookie.setHttpOnly(true);
              cookie.setAttribute("SameSite", "Lax");
              response.addCookie(cookie);
              Visit.current()
                  .signedIn()
                  .ifPresent(
                      clerk -> mall.manageStaff().chooseLanguage(clerk.staff(), language.locale()));
            });
    return Redirect.to(Redirect.safe(entered.text("back")));
  }
}
