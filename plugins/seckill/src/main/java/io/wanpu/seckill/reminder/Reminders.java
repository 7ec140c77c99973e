package io.wanpu.seckill.reminder;

import static io.wanpu.seckill.db.Tables.REMINDER;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.plugin.Mall;
import io.wanpu.seckill.SeckillActivity;
import io.wanpu.seckill.claim.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;

/**
 * Messages about sales. A member accepts one message before the start and one before her claim runs
 * out, each once an activity; nobody is written to who has not accepted.
 */
public final class Reminders {
  /** Name of the timer that announces starts; its key is the activity. */
  public static final String TIMER = "remind";

  /** A sale is about to start. */
  public static final MessageTemplate START =
      new MessageTemplate(
          "start",
          "活动开始提醒",
          List.of("thing1", "amount2", "time3"),
          "packages/seckill/detail/detail");

  /** A claim is about to run out. */
  public static final MessageTemplate PAY =
      new MessageTemplate(
          "pay", "待付款提醒", List.of("thing1", "amount2", "time3"), "packages/seckill/claims/claims");

  private static final int MOST = 200;
  private static final int ROUNDS = 50;
  private static final int THING = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);

  private final Mall mall;
  private final Supplier<Activities<SeckillActivity>> activities;
  private final Supplier<Duration> remindBefore;

  /**
   * @param remindBefore so long before a start it is announced
   */
  public Reminders(
      Mall mall,
      Supplier<Activities<SeckillActivity>> activities,
      Supplier<Duration> remindBefore) {
    this.mall = mall;
    this.activities = activities;
    this.remindBefore = remindBefore;
  }

  /** What a member has asked for. */
  public record Wanted(boolean start, boolean payment) {}

  /** Will announce the start, in the transaction that publishes the activity. */
  public void announce(Tx tx, Activity<SeckillActivity> activity) {
    if (activity.startsAt().isAfter(mall.clock().instant())) {
      mall.timers()
          .set(
              tx,
              TIMER,
              activity.id().toString(),
              activity.startsAt().minus(remindBefore.get()),
              "null");
    }
  }

  /**
   * Notes what a member has accepted. Repeats change nothing.
   *
   * @throws MallException 409 when the sale has started already, or is over
   */
  public Wanted subscribe(
      MemberId member, Activity<SeckillActivity> activity, boolean start, boolean payment) {
    var now = mall.clock().instant();
    if (activity.status() != Activity.Status.PUBLISHED || !now.isBefore(activity.endsAt())) {
      throw MallException.conflict("seckill.ended");
    }
    if (start && !now.isBefore(activity.startsAt())) {
      throw MallException.conflict("seckill.already_started");
    }
    return mall.db()
        .transaction(
            tx -> {
              var before = lock(tx, activity.id(), member);
              if (start && !before.start()) {
                mall.messages().accept(tx, member, START.name());
                if (!now.isBefore(activity.startsAt().minus(remindBefore.get()))) {
                  mall.timers().set(tx, TIMER, activity.id().toString(), now, "null");
                }
              }
              if (payment && !before.payment()) {
                mall.messages().accept(tx, member, PAY.name());
              }
              var after = new Wanted(start || before.start(), payment || before.payment());
              mall.db()
                  .on(tx)
                  .update(REMINDER)
                  .set(REMINDER.OF_START, after.start())
                  .set(REMINDER.OF_PAYMENT, after.payment())
                  .where(key(activity.id()), REMINDER.MEMBER_ID.eq(member.value()))
                  .execute();
              return after;
            });
  }

  private Wanted lock(Tx tx, ActivityId activity, MemberId member) {
    // the row first: simultaneous requests of one member wait here
    mall.db()
        .on(tx)
        .insertInto(
            REMINDER,
            REMINDER.TENANT_ID,
            REMINDER.ACTIVITY_ID,
            REMINDER.MEMBER_ID,
            REMINDER.OF_START,
            REMINDER.OF_PAYMENT,
            REMINDER.CREATED_AT)
        .values(
            mall.tenant().value(),
            activity.value(),
            member.value(),
            false,
            false,
            mall.clock().instant())
        .onDuplicateKeyUpdate()
        .set(REMINDER.MEMBER_ID, member.value())
        .execute();
    return mall.db()
        .on(tx)
        .select(REMINDER.OF_START, REMINDER.OF_PAYMENT)
        .from(REMINDER)
        .where(key(activity), REMINDER.MEMBER_ID.eq(member.value()))
        .forUpdate()
        .fetchSingle(r -> new Wanted(r.get(REMINDER.OF_START), r.get(REMINDER.OF_PAYMENT)));
  }

  /** The timer's handler: writes to those who wait for the start. */
  public void fire(String key, String payload) {
    var activity = activities.get().find(ActivityId.of(key));
    if (activity.isEmpty()
        || activity.get().status() != Activity.Status.PUBLISHED
        || !mall.clock().instant().isBefore(activity.get().endsAt())) {
      return;
    }
    var values = startValues(activity.get());
    var round = 0;
    while (round < ROUNDS && remind(activity.get().id(), values)) {
      round++;
    }
    if (round == ROUNDS) {
      mall.db()
          .transaction(
              tx -> {
                mall.timers().set(tx, TIMER, key, mall.clock().instant(), payload);
                return key;
              });
    }
  }

  private Map<String, String> startValues(Activity<SeckillActivity> activity) {
    var item = activity.config().items().getFirst();
    return values(
        title(Set.of(item.sku())).getOrDefault(item.sku(), activity.name()),
        item.price(),
        activity.startsAt());
  }

  private boolean remind(ActivityId activity, Map<String, String> values) {
    return mall.db()
        .transaction(
            tx -> {
              var dsl = mall.db().on(tx);
              var members =
                  dsl.select(REMINDER.MEMBER_ID)
                      .from(REMINDER)
                      .where(
                          key(activity), REMINDER.OF_START.isTrue(), REMINDER.REMINDED_AT.isNull())
                      .limit(MOST)
                      .forUpdate()
                      .skipLocked()
                      .fetch(REMINDER.MEMBER_ID);
              for (var member : members) {
                mall.messages()
                    .send(
                        tx,
                        new MemberId(member),
                        START.name(),
                        "start:" + activity + ":" + member,
                        values);
              }
              if (!members.isEmpty()) {
                dsl.update(REMINDER)
                    .set(REMINDER.REMINDED_AT, mall.clock().instant())
                    .where(key(activity), REMINDER.MEMBER_ID.in(members))
                    .execute();
              }
              return members.size() == MOST;
            });
  }

  /** Asks the members of claims to hurry, those who want to be asked. */
  public void urge(Tx tx, List<Claim> claims) {
    var activity = activities.get().find(claims.getFirst().activity());
    if (activity.isEmpty()) {
      return;
    }
    var config = activity.get().config();
    var wanted = wantsUrging(tx, claims);
    var titles = title(claims.stream().map(Claim::sku).collect(Collectors.toSet()));
    for (var claim : claims) {
      if (wanted.contains(claim.member().value())) {
        var price = config.item(claim.sku()).map(SeckillActivity.Item::price).orElse(0L);
        mall.messages()
            .send(
                tx,
                claim.member(),
                PAY.name(),
                "pay:" + claim.id() + ":" + claim.state(),
                values(
                    titles.getOrDefault(claim.sku(), activity.get().name()),
                    price * claim.quantity(),
                    claim.expiresAt()));
      }
    }
  }

  private Set<Long> wantsUrging(Tx tx, List<Claim> claims) {
    return new HashSet<>(
        mall.db()
            .on(tx)
            .select(REMINDER.MEMBER_ID)
            .from(REMINDER)
            .where(
                key(claims.getFirst().activity()),
                REMINDER.MEMBER_ID.in(claims.stream().map(c -> c.member().value()).toList()),
                REMINDER.OF_PAYMENT.isTrue())
            .fetch(REMINDER.MEMBER_ID));
  }

  /** Activities whose start a member waits for. */
  public List<Long> of(MemberId member) {
    return mall.db()
        .read(
            dsl ->
                dsl.select(REMINDER.ACTIVITY_ID)
                    .from(REMINDER)
                    .where(
                        REMINDER.TENANT_ID.eq(mall.tenant().value()),
                        REMINDER.MEMBER_ID.eq(member.value()))
                    .fetch(REMINDER.ACTIVITY_ID));
  }

  /** Forgets a member. */
  public void erase(Tx tx, MemberId member) {
    mall.db()
        .on(tx)
        .deleteFrom(REMINDER)
        .where(REMINDER.TENANT_ID.eq(mall.tenant().value()), REMINDER.MEMBER_ID.eq(member.value()))
        .execute();
  }

  private Map<SkuId, String> title(Collection<SkuId> skus) {
    return mall.catalog().skus(skus).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().title()));
  }

  private Map<String, String> values(String title, long amount, Instant at) {
    return Map.of(
        "thing1",
        title.length() <= THING ? title : title.substring(0, THING - 1) + "…",
        "amount2",
        "¥" + BigDecimal.valueOf(amount, 2),
        "time3",
        TIME.format(at.atZone(mall.zone())));
  }

  private Condition key(ActivityId activity) {
    return REMINDER
        .TENANT_ID
        .eq(mall.tenant().value())
        .and(REMINDER.ACTIVITY_ID.eq(activity.value()));
  }
}
