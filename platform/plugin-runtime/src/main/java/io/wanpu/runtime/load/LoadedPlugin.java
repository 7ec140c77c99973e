package io.wanpu.runtime.load;

import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.event.MallEvent;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.plugin.MallPlugin;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.text.Bundle;
import io.wanpu.runtime.admin.DeclaredPages.PageDeclaration;
import io.wanpu.runtime.admin.MenuEntry;
import io.wanpu.runtime.admin.PageCall;
import io.wanpu.runtime.admin.Templates;
import io.wanpu.runtime.block.BlockDesk;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.jar.Sha256;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.route.OpenApi;
import io.wanpu.runtime.route.PathTable;
import io.wanpu.runtime.route.Route;
import io.wanpu.runtime.route.RouteDeclaration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a plugin while it is loaded on this node. Every call into it goes through its
 * {@link PluginCalls}. Closing lets go of everything that holds its classes.
 */
public final class LoadedPlugin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Manifest manifest;
  private final Sha256 sha256;
  private final Map<String, byte[]> resources;
  private final ClassLoader classLoader;
  private final MallPlugin plugin;
  private final Contributed contributed;
  private final PluginMall mall;
  private final PluginCalls calls;
  private final PluginJson json;
  private final MallServices services;
  private final List<LoadedPlugin> required;
  private final Bundle bundle;
  private final Templates templates;
  private final List<Runnable> closing = new CopyOnWriteArrayList<>();
  private final Map<String, ActivityDesk> desks = new LinkedHashMap<>();
  private final Map<String, BlockDesk> blocks = new LinkedHashMap<>();
  private @Nullable SettingsDesk settingsDesk;
  private @Nullable OpenApi openApi;
  private @Nullable StockClaims guardedClaims;

  LoadedPlugin(
      Manifest manifest,
      Sha256 sha256,
      Map<String, byte[]> resources,
      ClassLoader classLoader,
      MallPlugin plugin,
      Contributed contributed,
      PluginMall mall,
      PluginCalls calls,
      PluginJson json,
      MallServices services,
      List<LoadedPlugin> required) {
    this.manifest = manifest;
    this.sha256 = sha256;
    this.resources = resources;
    this.classLoader = classLoader;
    this.plugin = plugin;
    this.contributed = contributed;
    this.mall = mall;
    this.calls = calls;
    this.json = json;
    this.services = services;
    this.required = required;
    this.bundle = Bundle.of(text("messages_zh_CN.properties"), text("messages_en.properties"));
    this.templates = new Templates(manifest.id() + "-" + sha256, path -> resource(path));
  }

  private String text(String path) {
    return resource(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  /** Derives what is asked for often. @throws IllegalStateException when a record has no form */
  void prepare() {
    contributed.settings().ifPresent(settings -> settingsDesk = desk(settings));
    contributed.activities().forEach((kind, stored) -> desks.put(kind, desk(stored)));
    contributed
        .blocks()
        .forEach(
            (type, block) ->
                blocks.put(
                    type,
                    BlockDesk.of(
                        manifest.id(), block, json.strict(), json.constraints(), this::ask)));
    openApi = OpenApi.of(manifest.id(), contributed.routes().finished());
    guardedClaims =
        contributed.claims().map(claims -> new GuardedClaims(claims, calls)).orElse(null);
  }

  private <S extends Record> SettingsDesk desk(StoredSettings<S> settings) {
    return new SettingsDesk(
        manifest.id(),
        settings,
        new FormModel<>(manifest.id(), settings.type(), json.strict(), json.constraints()),
        services);
  }

  private <A extends Record> ActivityDesk desk(StoredActivities<A> stored) {
    return new ActivityDesk(
        manifest.id(),
        stored,
        new FormModel<>(manifest.id(), stored.type().config(), json.strict(), json.constraints()),
        calls);
  }

  private <T> T ask(Callable<T> question) {
    return calls.call(CallKind.PRICING, question);
  }

  void onClose(Runnable action) {
    closing.add(action);
  }

  public Manifest manifest() {
    return manifest;
  }

  public Sha256 sha256() {
    return sha256;
  }

  public PluginCalls calls() {
    return calls;
  }

  /** Its class loader; for tests that look whether it goes away. */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /** Plugins whose packages it sees, as they were loaded then. */
  public List<LoadedPlugin> required() {
    return required;
  }

  /** Its message bundles. */
  public Bundle bundle() {
    return bundle;
  }

  public Templates templates() {
    return templates;
  }

  /** A resource of the jar, such as a file of the mini-program subpackage. */
  public Optional<byte[]> resource(String path) {
    return Optional.ofNullable(resources.get(path));
  }

  /** Paths of the resources, code left out. */
  public Collection<String> resourcePaths() {
    return resources.keySet();
  }

  /** What stands at an address of its routes. */
  public PathTable.Match<RouteDeclaration> findRoute(String method, String path) {
    return contributed.routes().finished().find(method, path);
  }

  /** A route that was found, ready to be called. */
  public Route route(PathTable.Match.Found<RouteDeclaration> found) {
    return new Route(
        manifest.id(),
        found.entry().value(),
        found.variables(),
        calls,
        json.strict(),
        json.constraints());
  }

  /** All routes. */
  public Collection<PathTable.Entry<RouteDeclaration>> routes() {
    return contributed.routes().finished().entries();
  }

  /** Its part of the OpenAPI document. */
  public OpenApi openApi() {
    return Objects.requireNonNull(openApi);
  }

  /** What stands at an address of its pages. */
  public PathTable.Match<PageDeclaration> findPage(String method, String path) {
    return contributed.pages().table().find(method, path);
  }

  /** A page that was found, ready to be called. */
  public PageCall page(PathTable.Match.Found<PageDeclaration> found) {
    return new PageCall(manifest.id(), found.entry().value(), found.variables(), calls, templates);
  }

  /** All pages and actions. */
  public Collection<PathTable.Entry<PageDeclaration>> pages() {
    return contributed.pages().table().entries();
  }

  public List<MenuEntry> menu() {
    return contributed.pages().menu();
  }

  public Collection<MessageTemplate> messageTemplates() {
    return contributed.messages().values();
  }

  /** Its settings, if it has any. */
  public Optional<SettingsDesk> settings() {
    return Optional.ofNullable(settingsDesk);
  }

  /** Its kinds of activities. */
  public Collection<ActivityDesk> activities() {
    return desks.values();
  }

  /** What merchants decide for its blocks, by type. */
  public Map<String, BlockDesk> blocks() {
    return Collections.unmodifiableMap(blocks);
  }

  /** Names of the handlers by type of event. */
  public Map<String, List<String>> handlers() {
    var byType = new HashMap<String, List<String>>();
    contributed
        .handlers()
        .forEach(
            (name, handler) ->
                byType
                    .computeIfAbsent(handler.eventType(), k -> new ArrayList<>())
                    .add(manifest.id() + "/" + name));
    return byType;
  }

  /** Whether it may have something to say on prices. */
  public boolean proposes() {
    return !contributed.promotions().isEmpty();
  }

  public boolean guards() {
    return !contributed.guards().isEmpty();
  }

  /** What it proposes for the cart. */
  public List<Proposal> propose(Cart cart) {
    return calls.call(
        CallKind.PRICING,
        () -> {
          var proposals = new ArrayList<Proposal>();
          for (var promotion : contributed.promotions()) {
            proposals.addAll(promotion.apply(cart));
          }
          return proposals;
        });
  }

  /** Its first reason to refuse the checkout. */
  public Optional<Text> refusal(Cart cart) {
    return calls.call(
        CallKind.PRICING,
        () -> {
          for (var guard : contributed.guards()) {
            var reason = guard.refuse(cart);
            if (reason.isPresent()) {
              return reason;
            }
          }
          return Optional.empty();
        });
  }

  /** Its claims, each call watched. */
  public Optional<StockClaims> claims() {
    return Optional.ofNullable(guardedClaims);
  }

  /** Delivers an event to one of its handlers. */
  public void deliver(String name, Delivery delivery, String payload) throws Exception {
    var handler = contributed.handlers().get(name);
    if (handler == null) {
      throw new IllegalStateException(manifest.label() + " has no event handler '" + name + "'");
    }
    deliver(handler, delivery, payload);
  }

  private <E extends MallEvent> void deliver(
      Contributed.Handler<E> handler, Delivery delivery, String payload) throws Exception {
    var event = Json.read(payload, handler.type());
    calls.attempt(
        CallKind.EVENT,
        () -> {
          handler.handler().handle(delivery, event);
          return true;
        });
  }

  /** Fires one of its timers. */
  public void fire(String name, String key, String payload) throws Exception {
    var handler = contributed.timers().get(name);
    if (handler == null) {
      throw new IllegalStateException(manifest.label() + " has no timer '" + name + "'");
    }
    calls.attempt(
        CallKind.TIMER,
        () -> {
          handler.fire(key, payload);
          return true;
        });
  }

  private StoredActivities<?> stored(ActivityRow row) {
    var stored = contributed.activities().get(row.kind());
    if (stored == null) {
      throw new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
    }
    return stored;
  }

  /** Pieces that publishing the activity moves into it. */
  public Map<SkuId, Long> allocations(ActivityRow row) {
    return allocations(stored(row), row);
  }

  private <A extends Record> Map<SkuId, Long> allocations(
      StoredActivities<A> stored, ActivityRow row) {
    return calls.call(
        CallKind.ACTIVITY, () -> Map.copyOf(stored.type().allocations(stored.read(row).config())));
  }

  /** Tells it that the activity is being published. */
  public void published(Tx tx, ActivityRow row) {
    published(stored(row), tx, row);
  }

  private <A extends Record> void published(StoredActivities<A> stored, Tx tx, ActivityRow row) {
    calls.call(
        CallKind.ACTIVITY,
        () -> {
          stored.type().published(tx, stored.read(row));
          return true;
        });
  }

  /** Tells it that the activity is being ended. @return pieces that nobody holds */
  public Map<SkuId, Long> ended(Tx tx, ActivityRow row) {
    return ended(stored(row), tx, row);
  }

  private <A extends Record> Map<SkuId, Long> ended(
      StoredActivities<A> stored, Tx tx, ActivityRow row) {
    return calls.call(
        CallKind.ACTIVITY, () -> Map.copyOf(stored.type().ended(tx, stored.read(row))));
  }

  /** What the shop of the call still owes its members through it. */
  public Optional<Text> openObligation() {
    return calls.call(
        CallKind.QUESTION,
        () -> {
          for (var obligations : contributed.obligations()) {
            var open = obligations.open();
            if (open.isPresent()) {
              return open;
            }
          }
          return Optional.empty();
        });
  }

  /** Everything that it knows of a member. */
  public List<Map<String, ?>> exportMember(MemberId member) {
    return calls.call(
        CallKind.QUESTION,
        () -> {
          var all = new ArrayList<Map<String, ?>>();
          for (var data : contributed.memberData()) {
            all.add(data.export(member));
          }
          return all;
        });
  }

  /** Lets it forget a member. */
  public void eraseMember(Tx tx, MemberId member) {
    calls.call(
        CallKind.ACTIVITY,
        () -> {
          contributed.memberData().forEach(data -> data.erase(tx, member));
          return true;
        });
  }

  /** The type of one of its kinds of activities; for tests. */
  public Optional<ActivityType<?>> activityType(String kind) {
    return Optional.ofNullable(contributed.activities().get(kind)).map(StoredActivities::type);
  }

  /** Lets calls in flight end, for a while, and then lets go of it. */
  public void drainAndClose() {
    try {
      if (!calls.drain(calls.tripped().isPresent() ? Duration.ofSeconds(1) : DRAIN)) {
        LOG.warn("{}: calls are still in flight, it is unloaded all the same", manifest.label());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    mall.close();
    try {
      calls.attempt(
          CallKind.LIFECYCLE,
          () -> {
            plugin.stop();
            return true;
          });
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", manifest.label(), e);
    }
    json.close();
    for (var action : closing) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warn("{} was not unloaded cleanly", manifest.label(), e);
      }
    }
    closing.clear();
  }
}
