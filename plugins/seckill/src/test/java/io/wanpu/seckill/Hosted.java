package io.wanpu.seckill;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.PluginDb;
import io.wanpu.api.data.Tx;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.event.EventHandler;
import io.wanpu.api.event.MallEvent;
import io.wanpu.api.gate.Bells;
import io.wanpu.api.gate.Gates;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.message.Messages;
import io.wanpu.api.plugin.Contributions;
import io.wanpu.api.plugin.MemberData;
import io.wanpu.api.plugin.Obligations;
import io.wanpu.api.plugin.Settings;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CheckoutGuard;
import io.wanpu.api.pricing.PromotionRule;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.api.timer.TimerHandler;
import io.wanpu.api.timer.Timers;
import io.wanpu.api.web.Routes;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.RedisGates;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** The plugin straight on a mall's parts, without jar and loader. */
final class Hosted implements Contributions, Extensions, io.wanpu.api.plugin.Mall {
  private final Mall mall;
  private final Stack stack;
  private final TenantDb tables;
  private final Gates gates;
  private final Map<String, TimerHandler> timers = new HashMap<>();
  final CalledRoutes routes = new CalledRoutes();
  private ActivityType<SeckillActivity> type;
  private Activities<SeckillActivity> activities;
  private PromotionRule<SeckillActivity> rule;
  private StockClaims claims;
  SeckillSettings settings = SeckillSettings.DEFAULTS;

  Hosted(Mall mall, Stack stack) throws Exception {
    this.mall = mall;
    this.stack = stack;
    migrate(stack);
    this.tables = mall.tenantDb().forSchema("p_seckill");
    this.gates = new RedisGates(mall.redis(), "seckill");
    new SeckillPlugin().contribute(this, this);
    var late = Mall.class.getDeclaredField("extensions");
    late.setAccessible(true);
    var bind = late.getType().getDeclaredMethod("bind", Extensions.class);
    bind.setAccessible(true);
    bind.invoke(late.get(mall), this);
  }

  private static synchronized void migrate(Stack stack) throws Exception {
    try (var c = stack.mariadb().connect("");
        var s = c.createStatement()) {
      s.execute("create database if not exists p_seckill character set utf8mb4");
    }
    Flyway.configure()
        .dataSource(
            stack.mariadb().url("p_seckill"),
            stack.secrets().databaseOwner().user(),
            stack.secrets().databaseOwner().password())
        .locations("filesystem:src/main/resources/db/migration")
        .table("flyway_seckill")
        .cleanDisabled(false)
        .load()
        .migrate();
  }

  Activities<SeckillActivity> activities() {
    return activities;
  }

  StockClaims claims() {
    return claims;
  }

  Stack stack() {
    return stack;
  }

  // ---- contributions

  @Override
  @SuppressWarnings("unchecked")
  public <S extends Record> Settings<S> settings(Class<S> t, S defaults) {
    return () -> (S) settings;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends Record> Activities<A> activities(ActivityType<A> kind) {
    type = (ActivityType<SeckillActivity>) kind;
    activities = new Stored();
    return (Activities<A>) activities;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends Record> void promotion(ActivityType<A> t, PromotionRule<A> r) {
    rule = (PromotionRule<SeckillActivity>) r;
  }

  @Override
  public void claims(StockClaims c) {
    claims = c;
  }

  @Override
  public void guard(CheckoutGuard guard) {}

  @Override
  public <E extends MallEvent> void on(Class<E> t, String name, EventHandler<E> handler) {}

  @Override
  public void timer(String name, TimerHandler handler) {
    timers.put("seckill/" + name, handler);
  }

  @Override
  public void routes(Consumer<Routes> declare) {
    declare.accept(routes);
  }

  @Override
  public void admin(Consumer<AdminPages> pages) {}

  @Override
  public void message(MessageTemplate template) {}

  @Override
  public void obligations(Obligations obligations) {}

  @Override
  public void memberData(MemberData data) {}

  // ---- extensions

  private static Activity<SeckillActivity> read(ActivityRow row) {
    return new Activity<>(
        row.id(),
        row.name(),
        row.status(),
        row.startsAt(),
        row.endsAt(),
        Json.read(row.config(), SeckillActivity.class),
        row.version());
  }

  @Override
  public List<Proposal> propose(Cart cart) {
    var running = new HashMap<ActivityId, Activity<SeckillActivity>>();
    activities.current(cart.at()).stream()
        .filter(a -> a.runsAt(cart.at()))
        .forEach(a -> running.put(a.id(), a));
    cart.lines().stream()
        .flatMap(l -> l.claim().stream())
        .forEach(c -> activities.find(c.activity()).ifPresent(a -> running.put(a.id(), a)));
    return rule.propose(cart, List.copyOf(running.values()));
  }

  @Override
  public Optional<Text> refusal(Cart cart) {
    return Optional.empty();
  }

  @Override
  public StockClaims claims(String plugin) {
    return claims;
  }

  @Override
  public boolean enabled(String plugin) {
    return true;
  }

  @Override
  public List<String> handlers(String eventType) {
    return List.of();
  }

  @Override
  public void deliver(String h, Delivery delivery, String eventType, String payload) {}

  @Override
  public void fire(String timer, String key, String payload) throws Exception {
    timers.get(timer).fire(key, payload);
  }

  @Override
  public Map<SkuId, Long> allocations(ActivityRow activity) {
    return type.allocations(read(activity).config());
  }

  @Override
  public void published(Tx tx, ActivityRow activity) {
    type.published(tx, read(activity));
  }

  @Override
  public Map<SkuId, Long> ended(Tx tx, ActivityRow activity) {
    return type.ended(tx, read(activity));
  }

  // ---- the mall

  @Override
  public TenantId tenant() {
    return CurrentTenant.id();
  }

  @Override
  public ZoneId zone() {
    return mall.tenants().current().zone();
  }

  @Override
  public InstantSource clock() {
    return mall.clock();
  }

  @Override
  public long newId() {
    return mall.ids().next();
  }

  @Override
  public PluginDb db() {
    return new PluginDb() {
      @Override
      public <T> T transaction(Function<Tx, T> work) {
        return tables.transaction(work);
      }

      @Override
      public DSLContext on(Tx tx) {
        return tables.on(tx);
      }

      @Override
      public void insertAll(
          Tx tx, Table<?> table, List<? extends Field<?>> columns, List<Object[]> rows) {
        tables.insertAll(tx, table, columns, rows);
      }

      @Override
      public <T> T read(Function<DSLContext, T> query) {
        return tables.read(query);
      }
    };
  }

  @Override
  public Catalog catalog() {
    return new Catalog() {
      @Override
      public Map<SkuId, SkuFacts> skus(Collection<SkuId> ids) {
        var found = new HashMap<SkuId, SkuFacts>();
        mall.skus()
            .facts(ids)
            .forEach(
                (id, f) ->
                    found.put(
                        id,
                        new SkuFacts(
                            id,
                            f.product(),
                            Optional.empty(),
                            f.title(),
                            "",
                            f.price(),
                            Optional.empty(),
                            0,
                            true)));
        return found;
      }

      @Override
      public List<SkuFacts> search(String words) {
        return List.of();
      }
    };
  }

  @Override
  public Timers timers() {
    return new Timers() {
      @Override
      public void set(Tx tx, String name, String key, Instant dueAt, String payload) {
        mall.timers().set(tx, "seckill/" + name, key, dueAt, payload);
      }

      @Override
      public void cancel(Tx tx, String name, String key) {
        mall.timers().cancel(tx, "seckill/" + name, key);
      }
    };
  }

  @Override
  public Messages messages() {
    return new Messages() {
      @Override
      public void accept(Tx tx, MemberId member, String template) {
        mall.messages().accept(tx, member, "seckill/" + template);
      }

      @Override
      public boolean send(
          Tx tx, MemberId member, String template, String key, Map<String, String> values) {
        return mall.messages()
            .write(tx, member, "seckill/" + template, "p", "seckill/" + key, values);
      }
    };
  }

  @Override
  public Gates gates() {
    return gates;
  }

  @Override
  public Bells bells() {
    return new Bells() {
      @Override
      public void ring(String name, String text) {
        mall.bells().ring("seckill/" + name, CurrentTenant.find(), text);
      }

      @Override
      public void listen(String name, Consumer<String> listener) {
        mall.bells()
            .listen(
                "seckill/" + name,
                (tenant, text) ->
                    tenant.ifPresent(t -> CurrentTenant.run(t, () -> listener.accept(text))));
      }
    };
  }

  private final class Stored implements Activities<SeckillActivity> {
    @Override
    public Optional<Activity<SeckillActivity>> find(ActivityId id) {
      return mall.activities().find(id).map(Hosted::read);
    }

    @Override
    public List<Activity<SeckillActivity>> current(Instant at) {
      return mall.activities().current("seckill", "sale", at).stream().map(Hosted::read).toList();
    }

    @Override
    public List<Activity<SeckillActivity>> list(Optional<ActivityId> before) {
      return mall.activities().list("seckill", "sale", before).stream().map(Hosted::read).toList();
    }

    @Override
    public Activity<SeckillActivity> create(String name, SeckillActivity c) {
      return read(
          mall.activities()
              .create("seckill", "sale", name, c.startsAt(), c.endsAt(), Json.write(c)));
    }

    @Override
    public Activity<SeckillActivity> change(
        ActivityId id, int version, String name, SeckillActivity c) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Activity<SeckillActivity> publish(ActivityId id, int version) {
      return read(mall.activities().publish(id, version));
    }

    @Override
    public Activity<SeckillActivity> end(ActivityId id) {
      return read(mall.activities().end(id));
    }

    @Override
    public void giveBack(Tx tx, ActivityId activity, SkuId sku, long quantity) {
      mall.activities().giveBack(tx, activity, sku, quantity);
    }
  }
}
