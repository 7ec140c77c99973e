package io.wanpu.admin.marketing;

import io.wanpu.admin.form.FieldView;
import io.wanpu.admin.form.ShopNames;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.ShopPlugins;
import io.wanpu.runtime.admin.MenuEntry;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.load.SettingsDesk;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.Use;
import io.wanpu.runtime.store.ShopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plugins that the shop may switch on, what each does, and its settings. */
@Path("/plugins")
@ApplicationScoped
public class PluginMarket {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A plugin as the templates show it. */
  public record Card(
      String id,
      String name,
      String version,
      String description,
      String icon,
      String state,
      String stateWords,
      String tone,
      boolean available,
      boolean settings,
      List<String> uses,
      List<String> grants,
      List<Link> links) {}

  /** Somewhere to go. */
  public record Link(String label, String address) {}

  @GET
  @Permission("plugin.manage")
  public View market() {
    var phrases = Visit.current().phrases();
    return View.of("marketing/market")
        .with(
            "plugins",
            mall.plugins().shops().offers().stream().map(offer -> card(offer, phrases)).toList());
  }

  @GET
  @Path("{id}")
  @Permission("plugin.manage")
  public View show(@PathParam("id") String id) {
    var plugin = found(id);
    return page(
        plugin, plugin.settings().map(desk -> desk.form(context())).orElse(List.of()), null);
  }

  @POST
  @Path("{id}/enable")
  @Permission("plugin.manage")
  public Response enable(@PathParam("id") String id) {
    return switched(
        id, mall.plugins().shops().enable(Visit.current().actor(), found(id).manifest().id()));
  }

  @POST
  @Path("{id}/disable")
  @Permission("plugin.manage")
  public Response disable(@PathParam("id") String id) {
    return switched(
        id, mall.plugins().shops().disable(Visit.current().actor(), found(id).manifest().id()));
  }

  private Response switched(String id, ShopPlugins.Switching outcome) {
    var phrases = Visit.current().phrases();
    var name = found(id).manifest().name().in(phrases.language().locale());
    return switch (outcome) {
      case ShopPlugins.Switching.Enabled enabled ->
          Redirect.to("/plugins/" + id, phrases.words("plugin.enabled", name));
      case ShopPlugins.Switching.Disabled disabled ->
          Redirect.to("/plugins/" + id, phrases.words("plugin.disabled", name));
      case ShopPlugins.Switching.Draining draining ->
          Redirect.to(
              "/plugins/" + id,
              phrases.words(
                  "plugin.draining", name, draining.open().map(phrases::text).orElse("")));
      case ShopPlugins.Switching.Needs needs ->
          Redirect.to(
              "/plugins/" + id, phrases.words("plugin.needs", names(needs.plugins(), phrases)));
      case ShopPlugins.Switching.NeededBy needed ->
          Redirect.to(
              "/plugins/" + id,
              phrases.words("plugin.needed_by", names(needed.plugins(), phrases)));
      case ShopPlugins.Switching.Unknown unknown -> throw MallException.notFound("plugin.unknown");
    };
  }

  private List<String> names(List<String> ids, Phrases phrases) {
    return ids.stream().map(id -> PluginNames.of(mall, id, phrases)).toList();
  }

  /** Saves the shop's settings of the plugin. */
  @POST
  @Path("{id}/settings")
  @Permission("plugin.manage")
  public Response save(@PathParam("id") String id) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var plugin = found(id);
    var desk = plugin.settings().orElseThrow(() -> MallException.notFound("plugin.unknown"));
    var entered = Entered.in(request);
    return switch (desk.save(
        visit.actor(), mall.audit(), entered.values(), context(), entered.number("_version"))) {
      case SettingsDesk.Saved.Done done ->
          Redirect.to("/plugins/" + id, phrases.words("plugin.settings_saved"));
      case SettingsDesk.Saved.Invalid invalid ->
          Response.status(422)
              .entity(
                  page(
                      plugin,
                      desk.form(entered.values(), invalid.errors()),
                      phrases.words("kit.invalid")))
              .build();
      case SettingsDesk.Saved.Stale stale ->
          Response.status(409)
              .entity(
                  page(plugin, desk.form(entered.values(), List.of()), phrases.words("kit.stale")))
              .build();
    };
  }

  private View page(LoadedPlugin plugin, List<FilledField> fields, @Nullable String problem) {
    var phrases = Visit.current().phrases();
    var id = plugin.manifest().id();
    var offer =
        mall.plugins().shops().offers().stream()
            .filter(each -> each.manifest().id().equals(id))
            .findFirst()
            .orElseThrow(() -> MallException.notFound("plugin.unknown"));
    return View.of("marketing/plugin")
        .with("plugin", card(offer, phrases))
        .with("version", plugin.settings().map(SettingsDesk::version).orElse(0))
        .with(
            "fields",
            plugin
                .settings()
                .map(desk -> FieldView.of(fields, desk::emptyRow, phrases, new ShopNames(mall)))
                .orElse(List.of()))
        .with("problem", problem);
  }

  private Card card(ShopPlugins.Offer offer, Phrases phrases) {
    var manifest = offer.manifest();
    var language = phrases.language().locale();
    var loaded = mall.plugins().loaded(manifest.id());
    var state = offer.state();
    var links = new ArrayList<Link>();
    if (state != ShopState.DISABLED) {
      loaded.ifPresent(
          plugin -> {
            plugin
                .activities()
                .forEach(
                    desk ->
                        links.add(
                            new Link(
                                phrases.words(desk.titleKey()),
                                "/activities/" + desk.plugin() + "/" + desk.kind())));
            plugin
                .menu()
                .forEach(
                    entry -> links.add(new Link(phrases.words(entry.titleKey()), entry.address())));
          });
    }
    return new Card(
        manifest.id(),
        manifest.name().in(language),
        manifest.version().toString(),
        manifest.description().in(language),
        loaded
            .flatMap(plugin -> plugin.menu().stream().findFirst())
            .map(MenuEntry::icon)
            .orElse("puzzle"),
        state.name(),
        phrases.words("plugin.state." + state),
        switch (state) {
          case ENABLED -> "green";
          case DRAINING -> "yellow";
          case DISABLED -> "secondary";
        },
        offer.available(),
        loaded.flatMap(LoadedPlugin::settings).isPresent(),
        manifest.uses().stream()
            .sorted()
            .map(Use::word)
            .map(use -> phrases.words("plugin.use." + use))
            .toList(),
        manifest.grants().stream()
            .map(Manifest.Grant::text)
            .map(text -> text.in(language))
            .toList(),
        links);
  }

  private LoadedPlugin found(String id) {
    return mall.plugins().loaded(id).orElseThrow(() -> MallException.notFound("plugin.unknown"));
  }

  private static FormContext context() {
    var phrases = Visit.current().phrases();
    return new FormContext(phrases.zone(), phrases.decimals());
  }
}
