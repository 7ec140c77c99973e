package io.wanpu.admin;

import io.wanpu.admin.job.ExportList;
import io.wanpu.admin.kit.Listings;
import io.wanpu.admin.media.MediaServlet;
import io.wanpu.admin.product.ChangeProducts;
import io.wanpu.admin.publish.PublishJob;
import io.wanpu.admin.text.Language;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.AdminFilter;
import io.wanpu.admin.web.AssetServlet;
import io.wanpu.admin.web.Assets;
import io.wanpu.admin.web.Clerk;
import io.wanpu.admin.web.ErrorPages;
import io.wanpu.admin.web.Menu;
import io.wanpu.admin.web.Pages;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.kernel.operator.SupportAccess;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.text.Bundle;
import io.wanpu.kernel.text.MessageSource;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The staff's side of the mall, put together from constructors. */
public final class Admin {
  private final Mall mall;
  private final Assets assets = Assets.load();
  private final Pages pages;
  private final ErrorPages errors;
  private final Filter filter;

  /**
   * @param storefronts what publishing is about
   */
  public Admin(Mall mall, Storefronts storefronts) {
    this.mall = mall;
    this.pages = new Pages(assets, new Menu(this::entries));
    this.errors = new ErrorPages(pages);
    var loader = Admin.class.getClassLoader();
    var bundles =
        first(
            Bundle.of(loader, "messages_admin"),
            Bundle.of(loader, "messages_office"),
            Bundle.of(loader, "messages_pages"),
            Bundle.of(loader, "messages_publish"),
            Bundle.of(loader, "messages_desk"),
            Bundle.of(loader, "messages_kernel"),
            mall.plugins());
    mall.jobWorker().handle(new ChangeProducts(mall));
    mall.jobWorker().handle(new PublishJob(mall, storefronts));
    mall.jobWorker()
        .handle(
            new ExportList(
                mall,
                new Listings(mall),
                language -> {
                  var shop = mall.tenants().current();
                  return new Phrases(bundles, language, shop.zone(), shop.currency(), mall.clock());
                }));
    this.filter =
        new AdminFilter(
            this::clerk,
            bundles,
            mall.clock(),
            URI.create(mall.config().adminUrl()),
            mall.config().storefrontUrl(),
            errors);
  }

  /** Every request of the staff's door goes through it, but for pictures. */
  public Filter filter() {
    return filter;
  }

  public Pages pages() {
    return pages;
  }

  public ErrorPages errors() {
    return errors;
  }

  /** Registers what is no page: assets and pictures. */
  public void open(ServletContext context) {
    context.addServlet("media", new MediaServlet(mall.media())).addMapping("/media/*");
    context.addServlet("assets", new AssetServlet(assets)).addMapping("/assets/*");
  }

  private List<Menu.Entry> entries() {
    return mall.plugins().menu().stream()
        .map(
            entry ->
                new Menu.Entry(
                    Menu.Task.valueOf(entry.section().name()),
                    entry.titleKey(),
                    entry.address(),
                    entry.icon(),
                    entry.permission()))
        .toList();
  }

  private Optional<Clerk> clerk(SignedIn session) {
    return session.support().isPresent()
        ? support(session, session.support().get())
        : staff(session);
  }

  /** The operator who helps; in a suspended shop too, for that is when help is wanted. */
  private Optional<Clerk> support(SignedIn session, String token) {
    var login = mall.operatorAccess().authenticate(token);
    if (login.isEmpty()) {
      return Optional.empty();
    }
    return mall.tenants()
        .byId(session.tenant())
        .map(
            shop -> {
              var held = new HashSet<>(SupportAccess.permissions());
              CurrentTenant.run(
                  shop.id(),
                  () ->
                      mall.plugins().permissions().forEach(grant -> held.add(grant.permission())));
              return new Clerk(
                  shop.id(),
                  session.staff(),
                  login.get(),
                  Set.copyOf(held),
                  shop.code(),
                  shop.name(),
                  shop.zone(),
                  shop.currency(),
                  Optional.empty(),
                  login,
                  Map.of());
            });
  }

  private Optional<Clerk> staff(SignedIn session) {
    return mall.tenants()
        .byId(session.tenant())
        .filter(shop -> shop.status() == Tenant.Status.ACTIVE)
        .flatMap(
            shop ->
                CurrentTenant.call(shop.id(), () -> mall.staffAccess().of(session.staff()))
                    .filter(access -> access.epoch() == session.epoch())
                    .map(
                        access ->
                            new Clerk(
                                shop.id(),
                                access.id(),
                                access.name(),
                                access.permissions(),
                                shop.code(),
                                shop.name(),
                                shop.zone(),
                                shop.currency(),
                                access.language().map(Locale::toLanguageTag).flatMap(Language::of),
                                Optional.empty(),
                                access.ownViews())));
  }

  private static MessageSource first(MessageSource... sources) {
    return (key, language) -> {
      for (var source : sources) {
        var found = source.find(key, language);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }
}
