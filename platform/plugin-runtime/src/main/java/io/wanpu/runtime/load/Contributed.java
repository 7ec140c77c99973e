package io.wanpu.runtime.load;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.event.EventHandler;
import io.wanpu.api.event.MallEvent;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.page.PageBlock;
import io.wanpu.api.plugin.Contributions;
import io.wanpu.api.plugin.MemberData;
import io.wanpu.api.plugin.Obligations;
import io.wanpu.api.plugin.Settings;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CheckoutGuard;
import io.wanpu.api.pricing.PromotionRule;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.timer.TimerHandler;
import io.wanpu.api.web.Routes;
import io.wanpu.kernel.event.EventTypes;
import io.wanpu.runtime.admin.DeclaredPages;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.Use;
import io.wanpu.runtime.route.DeclaredRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what a plugin brings, while it contributes. */
final class Contributed implements Contributions {
  private final Manifest manifest;
  private final MallServices services;
  private final PluginJson json;

  private @Nullable StoredSettings<?> settings;
  private final Map<String, StoredActivities<?>> activities = new LinkedHashMap<>();
  private final List<Function<Cart, List<Proposal>>> promotions = new ArrayList<>();
  private @Nullable StockClaims claims;
  private final List<CheckoutGuard> guards = new ArrayList<>();
  private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();
  private final Map<String, TimerHandler> timers = new HashMap<>();
  private final DeclaredRoutes routes = new DeclaredRoutes();
  private final DeclaredPages pages;
  private final Map<String, PageBlock<?>> blocks = new LinkedHashMap<>();
  private final Map<String, MessageTemplate> messages = new LinkedHashMap<>();
  private final List<Obligations> obligations = new ArrayList<>();
  private final List<MemberData> memberData = new ArrayList<>();
  private volatile boolean sealed;

  /** A handler and the type of event that it wants. */
  record Handler<E extends MallEvent>(Class<E> type, String eventType, EventHandler<E> handler) {}

  Contributed(Manifest manifest, MallServices services, PluginJson json) {
    this.manifest = manifest;
    this.services = services;
    this.json = json;
    this.pages =
        new DeclaredPages(
            manifest.id(),
            manifest.grants().stream()
                .map(Manifest.Grant::permission)
                .collect(Collectors.toUnmodifiableSet()),
            this::form);
  }

  private <R extends Record> FormModel<R> form(Class<R> type) {
    return new FormModel<>(manifest.id(), type, json.strict(), json.constraints());
  }

  /** Ends the collecting. */
  void seal() {
    sealed = true;
    routes.finished();
  }

  private void open() {
    if (sealed) {
      throw new IllegalStateException("contributions are made while contribute() runs");
    }
  }

  private void need(Use use) {
    open();
    if (!manifest.uses().contains(use)) {
      throw new IllegalStateException(
          Manifest.FILE + " does not name '" + use.word() + "' under 'uses'");
    }
  }

  private static <K, V> void put(Map<K, V> map, K key, V value, String what) {
    if (map.putIfAbsent(key, value) != null) {
      throw new IllegalStateException("two " + what + " are named '" + key + "'");
    }
  }

  @Override
  public <S extends Record> Settings<S> settings(Class<S> type, S defaults) {
    open();
    if (settings != null) {
      throw new IllegalStateException("there is one record of settings");
    }
    var stored = new StoredSettings<>(manifest.id(), type, defaults, services.settings(), json);
    settings = stored;
    return stored;
  }

  @Override
  public <A extends Record> Activities<A> activities(ActivityType<A> type) {
    need(Use.ACTIVITIES);
    var stored = new StoredActivities<>(manifest.id(), type, services.activities(), json);
    put(activities, Names.checked(type.kind()), stored, "kinds of activities");
    return stored;
  }

  @Override
  public <A extends Record> void promotion(ActivityType<A> type, PromotionRule<A> rule) {
    need(Use.PRICING);
    @SuppressWarnings("unchecked")
    var stored = (StoredActivities<A>) activities.get(type.kind());
    if (stored == null || stored.type() != type) {
      throw new IllegalStateException(
          "register the activities of kind '" + type.kind() + "' before their promotion");
    }
    promotions.add(
        cart -> {
          var running = stored.forPricing(cart);
          return running.isEmpty() ? List.of() : rule.propose(cart, running);
        });
  }

  @Override
  public void claims(StockClaims bring) {
    need(Use.CLAIMS);
    if (claims != null) {
      throw new IllegalStateException("there is one kind of claims");
    }
    claims = bring;
  }

  @Override
  public void guard(CheckoutGuard guard) {
    need(Use.GUARDS);
    guards.add(guard);
  }

  @Override
  public <E extends MallEvent> void on(Class<E> type, String name, EventHandler<E> handler) {
    need(Use.EVENTS);
    put(
        handlers,
        Names.checked(name),
        new Handler<>(type, EventTypes.nameOf(type), handler),
        "event handlers");
  }

  @Override
  public void timer(String name, TimerHandler handler) {
    open();
    put(timers, Names.checked(name), handler, "timers");
  }

  @Override
  public void routes(Consumer<Routes> declare) {
    open();
    declare.accept(routes);
  }

  @Override
  public void admin(Consumer<AdminPages> declare) {
    open();
    declare.accept(pages);
  }

  @Override
  public <P extends Record> void block(PageBlock<P> block) {
    open();
    put(blocks, Names.checked(block.type()), block, "blocks");
  }

  @Override
  public void message(MessageTemplate template) {
    need(Use.MESSAGES);
    put(messages, Names.checked(template.name()), template, "message templates");
  }

  @Override
  public void obligations(Obligations bring) {
    open();
    obligations.add(bring);
  }

  @Override
  public void memberData(MemberData data) {
    need(Use.MEMBERS);
    memberData.add(data);
  }

  Optional<StoredSettings<?>> settings() {
    return Optional.ofNullable(settings);
  }

  Map<String, StoredActivities<?>> activities() {
    return activities;
  }

  List<Function<Cart, List<Proposal>>> promotions() {
    return promotions;
  }

  Optional<StockClaims> claims() {
    return Optional.ofNullable(claims);
  }

  List<CheckoutGuard> guards() {
    return guards;
  }

  Map<String, Handler<?>> handlers() {
    return handlers;
  }

  Map<String, TimerHandler> timers() {
    return timers;
  }

  DeclaredRoutes routes() {
    return routes;
  }

  DeclaredPages pages() {
    return pages;
  }

  Map<String, PageBlock<?>> blocks() {
    return blocks;
  }

  Map<String, MessageTemplate> messages() {
    return messages;
  }

  List<Obligations> obligations() {
    return obligations;
  }

  List<MemberData> memberData() {
    return memberData;
  }
}
