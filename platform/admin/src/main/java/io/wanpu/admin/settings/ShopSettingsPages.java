package io.wanpu.admin.settings;

import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.content.DescribeShop;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.tenant.ShopSettings;
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

/** What the shop decides for itself. */
@Path("/settings")
@ApplicationScoped
public class ShopSettingsPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.SETTINGS_EDIT)
  public View edit() {
    return RecordForm.of(ShopForm.class, mall).open(page());
  }

  @POST
  @Permission(Permissions.SETTINGS_EDIT)
  public Response save() {
    return RecordForm.of(ShopForm.class, mall).save(request, this::page, this::save);
  }

  private FormPage<ShopForm> page() {
    var edit = mall.shops().edit();
    var settings = edit.value();
    var shop = mall.tenants().current();
    return new FormPage<>(
        Text.of("menu.settings"),
        new DetailPage.Back("/", Text.of("menu.home")),
        Optional.of(
            new ShopForm(
                shop.name(),
                settings.notice(),
                ShopForm.Tongue.of(shop.language()),
                ShopForm.Zone.of(shop.zone().getId()),
                settings.orderTimeoutSeconds(),
                settings.freight().fee(),
                settings.freight().freeOver(),
                settings.contact().phone(),
                settings.contact().hours(),
                settings.contact().address(),
                mall.articles().privacy().map(Article::body).orElse(""))),
        edit.version());
  }

  private Response save(ShopForm wanted, int version) {
    var visit = Visit.current();
    mall.describeShop()
        .save(
            visit.actor(),
            new DescribeShop.Wish(
                new ShopSettings(
                    wanted.orderTimeoutSeconds(),
                    new ShopSettings.Freight(wanted.freight(), wanted.freeOver()),
                    new ShopSettings.Contact(wanted.phone(), wanted.address(), wanted.hours()),
                    wanted.notice()),
                version,
                wanted.name(),
                wanted.zone().id().orElse(mall.tenants().current().zone().getId()),
                wanted.language().locale(),
                visit.phrases().words("settings.privacy.title"),
                wanted.privacy()));
    return Redirect.to("/settings", Visit.current().phrases().words("settings.saved"));
  }
}
