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
import io.wanpu.kernel.content.ArticleDraft;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.tenant.ShopSettings;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.RequestScoped;
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
@RequestScoped
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
    var actor = Visit.current().actor();
    mall.shops()
        .save(
            actor,
            new ShopSettings(
                wanted.orderTimeoutSeconds(),
                new ShopSettings.Freight(wanted.freight(), wanted.freeOver()),
                new ShopSettings.Contact(wanted.phone(), wanted.address(), wanted.hours()),
                wanted.notice()),
            version);
    var shop = mall.tenants().current();
    mall.tenants()
        .describe(
            actor,
            shop.id(),
            wanted.name(),
            wanted.zone().id().orElse(shop.zone().getId()),
            wanted.language().locale());
    savePrivacy(wanted.privacy());
    return Redirect.to("/settings", Visit.current().phrases().words("settings.saved"));
  }

  private void savePrivacy(String body) {
    var actor = Visit.current().actor();
    var before = mall.articles().privacy();
    if (body.equals(before.map(Article::body).orElse(""))) {
      return;
    }
    if (body.isBlank()) {
      before.ifPresent(article -> mall.articles().remove(actor, article.id()));
      return;
    }
    var draft =
        new ArticleDraft(
            Article.Kind.PRIVACY,
            before
                .map(Article::title)
                .orElseGet(() -> Visit.current().phrases().words("settings.privacy.title")),
            before.map(Article::summary).orElse(""),
            Optional.empty(),
            body,
            before.flatMap(Article::publishedAt).or(() -> Optional.of(mall.clock().instant())));
    if (before.isPresent()) {
      var unused = mall.articles().change(actor, before.get().id(), before.get().version(), draft);
    } else {
      var unused = mall.articles().write(actor, draft);
    }
  }
}
