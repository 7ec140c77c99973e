package io.wanpu.runtime.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.kernel.activity.ActivityStore;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.CurrentActor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Activities of one kind, read through the plugin's own mapper.
 *
 * @param <A> the record that configures them
 */
final class StoredActivities<A extends Record> implements Activities<A> {
  private final String plugin;
  private final ActivityType<A> type;
  private final ActivityStore store;
  private final PluginJson json;
  private final Cache<ActivityId, Activity<A>> read =
      Caffeine.newBuilder().maximumSize(5_000).build();

  /** What was made of a list of the store, as long as it hands out that very list. */
  private final Cache<List<ActivityRow>, List<Activity<A>>> published =
      Caffeine.newBuilder().weakKeys().maximumSize(5_000).build();

  StoredActivities(String plugin, ActivityType<A> type, ActivityStore store, PluginJson json) {
    this.plugin = plugin;
    this.type = type;
    this.store = store;
    this.json = json;
  }

  ActivityType<A> type() {
    return type;
  }

  /** The row with its configuration read; read once for each version. */
  Activity<A> read(ActivityRow row) {
    var known = read.getIfPresent(row.id());
    if (known != null && known.version() == row.version()) {
      return known;
    }
    try {
      var activity =
          new Activity<>(
              row.id(),
              row.name(),
              row.status(),
              row.startsAt(),
              row.endsAt(),
              json.stored().readValue(row.config(), type.config()),
              row.version());
      read.put(row.id(), activity);
      return activity;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "activity " + row.id() + " was written for another version of plugin " + plugin, e);
    }
  }

  private boolean isOurs(ActivityRow row) {
    return row.plugin().equals(plugin) && row.kind().equals(type.kind());
  }

  private void mustBeOurs(ActivityId id) {
    if (read.getIfPresent(id) == null && find(id).isEmpty()) {
      throw MallException.notFound("activity.unknown");
    }
  }

  @Override
  public Optional<Activity<A>> find(ActivityId id) {
    return store.find(id).filter(this::isOurs).map(this::read);
  }

  @Override
  public List<Activity<A>> current(Instant at) {
    return published().stream().filter(activity -> activity.endsAt().isAfter(at)).toList();
  }

  private List<Activity<A>> published() {
    return published.get(
        store.published(plugin, type.kind()), rows -> rows.stream().map(this::read).toList());
  }

  /** Those that run at the instant of the cart, and those that claims in it belong to. */
  List<Activity<A>> forPricing(Cart cart) {
    var running = new ArrayList<Activity<A>>();
    for (var activity : published()) {
      if (activity.runsAt(cart.at())) {
        running.add(activity);
      }
    }
    for (var line : cart.lines()) {
      line.claim()
          .filter(claim -> claim.plugin().equals(plugin))
          .map(claim -> claim.activity())
          .filter(id -> running.stream().noneMatch(each -> each.id().equals(id)))
          .flatMap(this::find)
          .ifPresent(running::add);
    }
    return running;
  }

  @Override
  public List<Activity<A>> list(Optional<ActivityId> before) {
    return store.list(plugin, type.kind(), before).stream().map(this::read).toList();
  }

  private void check(A config) {
    var errors = new ArrayList<>(json.constraints().check(config));
    if (errors.isEmpty()) {
      errors.addAll(type.check(config));
    }
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
  }

  @Override
  public Activity<A> create(String name, A config) {
    return create(CurrentActor.find(), name, config);
  }

  Activity<A> create(Optional<Actor> by, String name, A config) {
    check(config);
    return read(
        store.create(
            by,
            plugin,
            type.kind(),
            name,
            type.startsAt(config),
            type.endsAt(config),
            json.write(config)));
  }

  @Override
  public Activity<A> change(ActivityId id, int version, String name, A config) {
    return change(CurrentActor.find(), id, version, name, config);
  }

  Activity<A> change(Optional<Actor> by, ActivityId id, int version, String name, A config) {
    mustBeOurs(id);
    check(config);
    return read(
        store.change(
            by, id, version, name, type.startsAt(config), type.endsAt(config), json.write(config)));
  }

  @Override
  public Activity<A> publish(ActivityId id, int version) {
    mustBeOurs(id);
    return read(store.publish(CurrentActor.find(), id, version));
  }

  void publish(Actor by, ActivityId id, int version) {
    mustBeOurs(id);
    store.publish(Optional.of(by), id, version);
  }

  void end(Actor by, ActivityId id) {
    mustBeOurs(id);
    store.end(Optional.of(by), id);
  }

  @Override
  public Activity<A> end(ActivityId id) {
    mustBeOurs(id);
    return read(store.end(CurrentActor.find(), id));
  }

  @Override
  public void giveBack(Tx tx, ActivityId activity, SkuId sku, long quantity) {
    mustBeOurs(activity);
    store.giveBack(tx, activity, sku, quantity);
  }
}
