package io.wanpu.admin.shops;

import io.wanpu.admin.signin.SignInLimit;
import io.wanpu.admin.web.Clerk;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.staff.SignInStaff;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The shops of somebody who works in several. A shop is added by signing in to it once; from then
 * on she goes there with a tap, under a new session.
 */
@Path("/shops")
@ApplicationScoped
public class MyShopsPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("")
  public View show() {
    return page("", null);
  }

  /** The same as a menu in the shell. */
  @GET
  @Path("menu")
  @Permission("")
  public View menu() {
    return View.fragment("shops/shops", "menu").with("places", places());
  }

  private java.util.List<io.wanpu.kernel.staff.StaffShops.Place> places() {
    var clerk = herself();
    return mall.staffShops().of(clerk.tenant(), clerk.staff());
  }

  /** Adds a shop: her login there is proved by its password, and by its code if it has one. */
  @POST
  @Path("add")
  @Permission("")
  public Response add() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var clerk = herself();
    var entered = Entered.in(request);
    var login = entered.text("login");
    if (!SignInLimit.allows(visit.browser())) {
      return refused(429, login, phrases.words("sign_in.too_many"));
    }
    if (login.isEmpty() || entered.raw("password").isEmpty()) {
      return refused(422, login, phrases.words("sign_in.incomplete"));
    }
    var outcome = mall.signInStaff().signIn(login, entered.raw("password"));
    if (outcome instanceof SignInStaff.Outcome.CodeWanted half) {
      if (entered.text("code").isEmpty()) {
        return refused(422, login, phrases.words("shops.code_wanted"));
      }
      outcome = mall.signInStaff().code(half.shop(), half.id(), half.epoch(), entered.text("code"));
    }
    return switch (outcome) {
      case SignInStaff.Outcome.SignedIn there -> {
        if (there.shop().equals(clerk.tenant())) {
          yield refused(422, login, phrases.words("shops.same"));
        }
        mall.staffShops()
            .link(
                visit.actor(),
                clerk.tenant(),
                clerk.staff(),
                there.shop(),
                there.id(),
                there.name());
        yield Redirect.to("/shops", phrases.words("shops.added"));
      }
      case SignInStaff.Outcome.Locked locked ->
          refused(429, login, phrases.words("sign_in.locked", locked.until()));
      case SignInStaff.Outcome.ShopClosed closed ->
          refused(403, login, phrases.words("sign_in.shop_closed"));
      case SignInStaff.Outcome.Refused wrong -> refused(422, login, phrases.words("sign_in.wrong"));
      case SignInStaff.Outcome.CodeWanted again ->
          refused(422, login, phrases.words("sign_in.code_wrong"));
    };
  }

  /**
   * Goes to another shop. Where a second factor guards the login there and none guards this one,
   * its code is asked for.
   */
  @POST
  @Path("{id}/switch")
  @Permission("")
  public Response go(@PathParam("id") String id) {
    var visit = Visit.current();
    var clerk = herself();
    var to = TenantId.of(id);
    var place =
        places().stream()
            .filter(each -> each.shop().equals(to))
            .findFirst()
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    if (place.factor() && !mall.secondFactors().of(clerk.staff()).on()) {
      new SignedIn.Half(place.shop(), place.staff(), place.epoch(), "/").begin(request);
      return Redirect.to("/sign-in/code");
    }
    var there =
        mall.staffShops()
            .go(visit.actor(), clerk.tenant(), clerk.staff(), to)
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    new SignedIn(there.shop(), there.staff(), there.epoch()).begin(request);
    return Redirect.to("/", visit.phrases().words("shops.here", there.shopName()));
  }

  /** Takes the login of this shop out. */
  @POST
  @Path("leave")
  @Permission("")
  public Response leave() {
    var visit = Visit.current();
    var clerk = herself();
    mall.staffShops().unlink(visit.actor(), clerk.tenant(), clerk.staff());
    return Redirect.to("/shops", visit.phrases().words("shops.left"));
  }

  /** The clerk; the operator who helps has no shops of her own. */
  private static Clerk herself() {
    var clerk = Visit.current().clerk();
    if (clerk.support().isPresent()) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
    return clerk;
  }

  private Response refused(int status, String login, String problem) {
    return Response.status(status).entity(page(login, problem)).build();
  }

  private View page(String login, @Nullable String problem) {
    return View.of("shops/shops")
        .with("places", places())
        .with("login", login)
        .with("problem", problem);
  }
}
