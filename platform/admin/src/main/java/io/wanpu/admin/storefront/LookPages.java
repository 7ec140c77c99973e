package io.wanpu.admin.storefront;

import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Theme and colour of the storefront. */
@Path("/look")
@ApplicationScoped
public class LookPages {
  @Inject Mall mall;
  @Inject Storefronts storefronts;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.SETTINGS_EDIT)
  public View edit() {
    return RecordForm.of(LookForm.class, mall).open(page());
  }

  @POST
  @Permission(Permissions.SETTINGS_EDIT)
  public Response save() {
    return RecordForm.of(LookForm.class, mall).save(request, this::page, this::save);
  }

  private FormPage<LookForm> page() {
    var edit = storefronts.looks().edit();
    return new FormPage<>(
        Text.of("menu.look"),
        new DetailPage.Back("/", Text.of("menu.home")),
        Optional.of(LookForm.of(edit.look())),
        edit.version());
  }

  private Response save(LookForm wanted, int version) {
    storefronts.looks().choose(Visit.current().actor(), wanted.look(), version);
    return Redirect.to("/look", Visit.current().phrases().words("look.saved"));
  }
}
