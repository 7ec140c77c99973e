package io.wanpu.admin.home;

import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What happened today and what waits. */
@Path("/")
@RequestScoped
public class HomePage {
  @GET
  @Permission("")
  public View show() {
    return View.of("home");
  }
}
