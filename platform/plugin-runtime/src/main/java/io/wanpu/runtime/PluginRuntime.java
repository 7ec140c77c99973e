package io.wanpu.runtime;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.text.MessageSource;
import io.wanpu.runtime.admin.MenuEntry;
import io.wanpu.runtime.admin.PageCall;
import io.wanpu.runtime.call.Watchdog;
import io.wanpu.runtime.jar.Verify;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.load.MallServices;
import io.wanpu.runtime.load.PluginLoader;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.route.OpenApi;
import io.wanpu.runtime.route.PathTable;
import io.wanpu.runtime.route.Route;
import io.wanpu.runtime.store.Migrations;
import io.wanpu.runtime.store.PluginStore;
import io.wanpu.runtime.store.ShopState;
import io.wanpu.runtime.store.ShopSwitches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of this node: what the kernel, the doors and the operator ask of them.
 *
 * <p>A plugin whose shop is draining still serves: its routes, events, timers, claims and prices go
 * on until what runs has finished.
 */
public final class PluginRuntime implements Extensions, MessageSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginRuntime.class);

  private final Registry registry = new Registry();
  private final Watchdog watchdog;
  private final Reconciler reconciler;
  private final PluginLifecycle lifecycle;
  private final ShopPlugins shops;

  /**
   * Builds it; {@link #start} loads what is installed.
   *
   * @param work folder for jars while they are loaded
   */
  public PluginRuntime(
      MallConfig config, Path work, CellDb cellDb, AuditLog audit, MallServices services) {
    var store = new PluginStore(cellDb, services.clock());
    var migrations = new Migrations(List.of(config.database()), store);
    this.watchdog = new Watchdog(store::answers);
    this.reconciler =
        new Reconciler(
            config.node(),
            services.clock(),
            store,
            migrations,
            new PluginLoader(work, services, watchdog),
            registry);
    this.lifecycle =
        new PluginLifecycle(
            store,
            new Verify(PluginRuntime.class.getClassLoader()),
            migrations,
            registry,
            reconciler,
            services.bells(),
            services.tenants(),
            services.activities());
    this.shops =
        new ShopPlugins(
            services.db(),
            audit,
            store,
            new ShopSwitches(services.db(), services.clock(), services.bells()),
            registry,
            reconciler,
            services.activities());
    services.bells().listen(PluginLifecycle.BELL, (tenant, text) -> reconciler.wake());
  }

  /** Loads what is installed and keeps up with changes from then on. */
  public void start() {
    reconciler.start();
    shops.start();
  }

  /** What the operator does with plugins. */
  public PluginLifecycle lifecycle() {
    return lifecycle;
  }

  /** The plugins of the calling shop. */
  public ShopPlugins shops() {
    return shops;
  }

  /** The plugin as it is loaded on this node, whatever shops have switched. */
  public Optional<LoadedPlugin> loaded(String plugin) {
    return registry.find(plugin);
  }

  /** All that are loaded on this node. */
  public Collection<LoadedPlugin> loaded() {
    return registry.all();
  }

  /** What stands at an address of a plugin, for the shop of the call. */
  public sealed interface Found<T> {
    /** It can be called. */
    record Here<T>(T what) implements Found<T> {}

    /** The address takes other methods. */
    record OtherMethod<T>(Set<String> allowed) implements Found<T> {}

    /** There is no such address: no such plugin, not switched on in this shop, or no such path. */
    record Nothing<T>() implements Found<T> {}

    /** The plugin is switched on and not there at the moment: {@code 503 plugin.away}. */
    record Away<T>() implements Found<T> {}
  }

  /**
   * Finds a route.
   *
   * @param path after {@code /x/<plugin>}, still encoded; empty for the plugin's root
   */
  public Found<Route> route(String plugin, String method, String path) {
    return find(plugin, each -> each.findRoute(method, path), (each, found) -> each.route(found));
  }

  /** Finds a page or action for staff. @param path after {@code /x/<plugin>}, still encoded */
  public Found<PageCall> page(String plugin, String method, String path) {
    return find(plugin, each -> each.findPage(method, path), (each, found) -> each.page(found));
  }

  private <D, T> Found<T> find(
      String plugin,
      Function<LoadedPlugin, PathTable.Match<D>> look,
      BiFunction<LoadedPlugin, PathTable.Match.Found<D>, T> take) {
    if (!shops.state(plugin).serves()) {
      return new Found.Nothing<>();
    }
    var loaded = registry.find(plugin).filter(each -> each.calls().tripped().isEmpty());
    if (loaded.isEmpty()) {
      return new Found.Away<>();
    }
    return switch (look.apply(loaded.get())) {
      case PathTable.Match.Found<D> found -> new Found.Here<>(take.apply(loaded.get(), found));
      case PathTable.Match.OtherMethod<D>(var allowed) -> new Found.OtherMethod<>(allowed);
      case PathTable.Match.Nothing<D>() -> new Found.Nothing<>();
    };
  }

  /** Menu entries of the plugins that serve the shop. */
  public List<MenuEntry> menu() {
    return shops.serving().stream().flatMap(plugin -> plugin.menu().stream()).toList();
  }

  /** Permissions that the plugins of the shop add for roles of staff. */
  public List<Manifest.Grant> permissions() {
    return shops.serving().stream().flatMap(plugin -> plugin.manifest().grants().stream()).toList();
  }

  /** The plugins that serve the shop on this node. */
  public List<LoadedPlugin> serving() {
    return shops.serving();
  }

  /** Message templates of the shop's plugins, by full name {@code plugin/template}. */
  public Map<String, MessageTemplate> messageTemplates() {
    var templates = new TreeMap<String, MessageTemplate>();
    for (var plugin : shops.serving()) {
      plugin
          .messageTemplates()
          .forEach(each -> templates.put(plugin.manifest().id() + "/" + each.name(), each));
    }
    return templates;
  }

  /** The routes of all loaded plugins, for the OpenAPI document. */
  public OpenApi openApi() {
    return OpenApi.merged(registry.all().stream().map(LoadedPlugin::openApi).toList());
  }

  /** The message of a plugin's key: {@code <plugin>.…} or {@code error.<plugin>.…}. */
  @Override
  public Optional<String> find(String key, Locale language) {
    var own = key.startsWith("error.") ? key.substring(6) : key;
    var dot = own.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : registry.find(own.substring(0, dot)).flatMap(each -> each.bundle().find(key, language));
  }

  @Override
  public List<Proposal> propose(Cart cart) {
    var proposals = new ArrayList<Proposal>();
    for (var plugin : registry.all()) {
      var id = plugin.manifest().id();
      if (!plugin.proposes() || !shops.state(id).serves()) {
        continue;
      }
      try {
        proposals.addAll(plugin.propose(cart));
      } catch (MallException e) {
        if (holdsClaim(id, cart)) {
          throw new MallException(ErrorKind.UNAVAILABLE, "plugin.failing", List.of(), List.of(), e);
        }
        LOG.debug("prices without {}: {}", id, e.code());
      }
    }
    for (var line : cart.lines()) {
      line.claim()
          .filter(claim -> registry.find(claim.plugin()).isEmpty())
          .ifPresent(
              claim -> {
                throw away();
              });
    }
    return proposals;
  }

  private static boolean holdsClaim(String plugin, Cart cart) {
    return cart.lines().stream()
        .anyMatch(line -> line.claim().filter(claim -> claim.plugin().equals(plugin)).isPresent());
  }

  /** A guard that fails is left out: what must hold is held by the plugin's own transactions. */
  @Override
  public Optional<Text> refusal(Cart cart) {
    for (var plugin : registry.all()) {
      if (plugin.guards() && shops.state(plugin.manifest().id()).serves()) {
        try {
          var reason = plugin.refusal(cart);
          if (reason.isPresent()) {
            return reason;
          }
        } catch (MallException e) {
          LOG.debug("a guard of {} did not answer: {}", plugin.manifest().id(), e.code());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public StockClaims claims(String plugin) {
    return registry.find(plugin).flatMap(LoadedPlugin::claims).orElseThrow(PluginRuntime::away);
  }

  @Override
  public boolean enabled(String plugin) {
    return shops.state(plugin) == ShopState.ENABLED;
  }

  @Override
  public List<String> handlers(String eventType) {
    var wanting = new ArrayList<String>();
    for (var name : reconciler.handlers().getOrDefault(eventType, List.of())) {
      if (shops.state(pluginOf(name)).serves()) {
        wanting.add(name);
      }
    }
    return wanting;
  }

  @Override
  public void deliver(String handler, Delivery delivery, String eventType, String payload)
      throws Exception {
    serving(handler).deliver(nameIn(handler), delivery, payload);
  }

  @Override
  public void fire(String timer, String key, String payload) throws Exception {
    serving(timer).fire(nameIn(timer), key, payload);
  }

  private LoadedPlugin serving(String full) {
    return registry.find(pluginOf(full)).orElseThrow(PluginRuntime::away);
  }

  private static String pluginOf(String full) {
    return full.substring(0, Math.max(0, full.indexOf('/')));
  }

  private static String nameIn(String full) {
    return full.substring(full.indexOf('/') + 1);
  }

  @Override
  public Map<SkuId, Long> allocations(ActivityRow activity) {
    return of(activity).allocations(activity);
  }

  /** Also sees to it that nothing is published in a shop that has switched the plugin off. */
  @Override
  public void published(Tx tx, ActivityRow activity) {
    if (shops.lock(tx, activity.plugin()) != ShopState.ENABLED) {
      throw MallException.conflict("plugin.disabled");
    }
    of(activity).published(tx, activity);
  }

  @Override
  public Map<SkuId, Long> ended(Tx tx, ActivityRow activity) {
    return of(activity).ended(tx, activity);
  }

  private LoadedPlugin of(ActivityRow activity) {
    return registry.find(activity.plugin()).orElseThrow(PluginRuntime::away);
  }

  private static MallException away() {
    return new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
  }

  @Override
  public void close() {
    shops.close();
    reconciler.close();
    watchdog.close();
  }
}
