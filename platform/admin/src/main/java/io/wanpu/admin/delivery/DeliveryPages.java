package io.wanpu.admin.delivery;

import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.kernel.event.Deliveries;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** What plugins could not be told of, and telling them again. */
@Path("/deliveries")
@ApplicationScoped
public class DeliveryPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.EVENT_RETRY)
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new DeliveryListing(mall), request);
  }

  /** Tries the ticked ones again. */
  @POST
  @Path("retry")
  @Permission(Permissions.EVENT_RETRY)
  public Response retry() {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var keys = Lists.ticked(entered).stream().map(Deliveries.Key::of).toList();
    var again = mall.deliveries().retry(visit.actor(), keys);
    var back = entered.text("back").isEmpty() ? "/deliveries" : entered.text("back");
    return Redirect.to(Redirect.safe(back), visit.phrases().plural("delivery.retried", again));
  }
}
