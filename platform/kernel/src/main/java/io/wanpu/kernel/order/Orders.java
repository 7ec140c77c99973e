package io.wanpu.kernel.order;

import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Orders of the calling shop, for members and for staff. */
public final class Orders {
  /** Orders of a state are counted so far, and it is seen whether there are more. */
  public static final int MOST_COUNTED = 999;

  /** Counts the orders in a state as far as anybody wants to know. */
  private static final Prepared<Select<Record1<Integer>>> FEW =
      Prepared.of(
          shop ->
              DSL.select(DSL.count())
                  .from(
                      DSL.select(SHOP_ORDER.ID)
                          .from(SHOP_ORDER)
                          .where(
                              SHOP_ORDER.TENANT_ID.eq(shop),
                              SHOP_ORDER.STATE.eq(Prepared.value(SHOP_ORDER.STATE)))
                          .limit(DSL.inline(MOST_COUNTED + 1))
                          .asTable("few")));

  private static final int MOST_NOTE = 500;
  private static final int QUARTER = 900;

  private final TenantDb db;
  private final OrderBook book;

  public Orders(TenantDb db, OrderBook book) {
    this.db = db;
    this.book = book;
  }

  /** The member's order. @throws MallException 404 when it is not hers */
  public Order.Story story(MemberId member, OrderId id) {
    return book.story(id)
        .filter(story -> story.order().member().equals(member))
        .orElseThrow(() -> MallException.notFound("order.unknown"));
  }

  /** Any order of the shop. @throws MallException 404 */
  public Order.Story story(OrderId id) {
    return book.story(id).orElseThrow(() -> MallException.notFound("order.unknown"));
  }

  /** The member's orders, newest first. */
  public List<Order> of(
      MemberId member, Optional<OrderState> state, Optional<OrderId> before, int limit) {
    return book.list(
        SHOP_ORDER
            .MEMBER_ID
            .eq(member.value())
            .and(state.map(s -> SHOP_ORDER.STATE.eq(s.name())).orElse(DSL.noCondition())),
        before,
        limit);
  }

  /** The shop's orders, newest first. @param number beginning of an order number */
  public List<Order> list(
      Optional<OrderState> state, Optional<String> number, Optional<OrderId> before, int limit) {
    return book.list(
        state
            .map(s -> SHOP_ORDER.STATE.eq(s.name()))
            .orElse(DSL.noCondition())
            .and(
                number
                    .map(n -> (org.jooq.Condition) SHOP_ORDER.NUMBER.startsWith(n))
                    .orElse(DSL.noCondition())),
        before,
        limit);
  }

  /** In which order orders are listed. */
  public enum Sort {
    NEWEST,
    OLDEST,
    DEAREST,
    CHEAPEST
  }

  /**
   * What staff look for.
   *
   * @param words beginning of an order number, a whole mobile number, or beginning of a recipient's
   *     name
   * @param from placed then or later
   * @param until placed before then
   * @param atLeast payable, minor units
   * @param atMost payable, minor units
   */
  public record Search(
      Optional<OrderState> state,
      Optional<String> words,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<Long> atLeast,
      Optional<Long> atMost) {
    /** Everything. */
    public static Search all() {
      return new Search(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** Those in a state. */
    public static Search in(OrderState state) {
      return new Search(
          Optional.of(state),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** The shop's orders that fit, paged by key. */
  public Page<Order> find(Search search, Sort sort, Optional<String> after, int limit) {
    var condition =
        DSL.and(
            search.state().map(s -> SHOP_ORDER.STATE.eq(s.name())).orElse(DSL.noCondition()),
            search.words().map(Orders::worded).orElse(DSL.noCondition()),
            search.from().map(SHOP_ORDER.CREATED_AT::ge).orElse(DSL.noCondition()),
            search.until().map(SHOP_ORDER.CREATED_AT::lt).orElse(DSL.noCondition()),
            search.atLeast().map(SHOP_ORDER.PAYABLE::ge).orElse(DSL.noCondition()),
            search.atMost().map(SHOP_ORDER.PAYABLE::le).orElse(DSL.noCondition()));
    var rows = book.list(condition, sort, after.map(Cursor::parse), limit + 1);
    var byAmount = sort == Sort.DEAREST || sort == Sort.CHEAPEST;
    return Page.of(
        rows, limit, o -> new Cursor(byAmount ? o.payable() : 0, o.id().value()).toString());
  }

  /** One index serves each kind of words; several at once would read all orders of the shop. */
  private static Condition worded(String words) {
    if (words.matches("1\\d{10}")) {
      return SHOP_ORDER.PHONE.eq(words);
    }
    return words.matches("\\d+")
        ? SHOP_ORDER.NUMBER.startsWith(words)
        : SHOP_ORDER.RECIPIENT.startsWith(words);
  }

  /**
   * Notes something about an order for other staff; shoppers never see it.
   *
   * @param words 1..500 characters
   */
  public void note(OrderId id, String words, String actor) {
    var text = words.strip();
    if (text.isEmpty() || text.length() > MOST_NOTE) {
      throw MallException.invalid("note", "order.note");
    }
    db.transaction(
        tx -> {
          book.lock(tx, id);
          book.note(tx, id, "note", actor, Map.of("text", text));
          return id;
        });
  }

  /**
   * How many orders stand in each of these states. A flash sale leaves tens of thousands: more than
   * {@link #MOST_COUNTED} are not counted, one more stands for all of them.
   */
  public Map<OrderState, Integer> counts(Set<OrderState> states) {
    var counts = new EnumMap<OrderState, Integer>(OrderState.class);
    for (var state : states) {
      counts.put(state, db.fetch(FEW, state.name()).getFirst().get(0, Integer.class));
    }
    return counts;
  }

  /**
   * What a member has bought.
   *
   * @param orders paid ones
   * @param spent what was paid, less what went back; minor units
   * @param latest when the last one was paid
   */
  public record Worth(int orders, long spent, Optional<Instant> latest) {
    /** Nothing yet. */
    public static final Worth NOTHING = new Worth(0, 0, Optional.empty());
  }

  /** What these members have bought; who has bought nothing is not in it. */
  public Map<MemberId, Worth> worth(Collection<MemberId> members) {
    if (members.isEmpty()) {
      return Map.of();
    }
    return db.read(
        dsl ->
            dsl.select(
                    SHOP_ORDER.MEMBER_ID,
                    DSL.count(),
                    DSL.sum(SHOP_ORDER.PAID.minus(SHOP_ORDER.REFUNDED)),
                    DSL.max(SHOP_ORDER.PAID_AT))
                .from(SHOP_ORDER)
                .where(
                    SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                    SHOP_ORDER.MEMBER_ID.in(members.stream().map(MemberId::value).toList()),
                    SHOP_ORDER.PAID_AT.isNotNull())
                .groupBy(SHOP_ORDER.MEMBER_ID)
                .fetchMap(
                    r -> new MemberId(r.value1()),
                    r ->
                        new Worth(
                            r.value2(),
                            r.value3().longValueExact(),
                            Optional.ofNullable(r.value4()))));
  }

  /** How many orders stand where. */
  public Map<OrderState, Integer> counts() {
    return counts(DSL.noCondition());
  }

  /** How many of the member's orders stand where. */
  public Map<OrderState, Integer> counts(MemberId member) {
    return counts(SHOP_ORDER.MEMBER_ID.eq(member.value()));
  }

  private Map<OrderState, Integer> counts(Condition which) {
    return db.read(
        dsl -> {
          var counts = new EnumMap<OrderState, Integer>(OrderState.class);
          dsl.select(SHOP_ORDER.STATE, DSL.count())
              .from(SHOP_ORDER)
              .where(SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()), which)
              .groupBy(SHOP_ORDER.STATE)
              .forEach(r -> counts.put(OrderState.valueOf(r.value1()), r.value2()));
          return counts;
        });
  }

  /**
   * Orders paid in a span of time.
   *
   * @param orders how many
   * @param revenue what was paid, less what went back; minor units
   */
  public record Takings(int orders, long revenue) {}

  /** Takings from an instant until before another. */
  public Takings takings(Instant from, Instant until) {
    return db.read(
        dsl ->
            dsl.select(
                    DSL.count(),
                    DSL.coalesce(
                        DSL.sum(SHOP_ORDER.PAID.minus(SHOP_ORDER.REFUNDED)),
                        java.math.BigDecimal.ZERO))
                .from(SHOP_ORDER)
                .where(
                    SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                    SHOP_ORDER.PAID_AT.ge(from),
                    SHOP_ORDER.PAID_AT.lt(until))
                .fetchSingle(r -> new Takings(r.value1(), r.value2().longValueExact())));
  }

  /**
   * Takings of calendar days, oldest first.
   *
   * @param first the first day
   * @param days how many
   * @param zone whose days they are
   */
  public List<Takings> daily(LocalDate first, int days, ZoneId zone) {
    var from = first.atStartOfDay(zone).toInstant();
    var until = first.plusDays(days).atStartOfDay(zone).toInstant();
    // quarters of an hour fit the days of every zone
    var quarter = DSL.floor(DSL.extract(SHOP_ORDER.PAID_AT, DatePart.EPOCH).div(QUARTER));
    var sum = DSL.sum(SHOP_ORDER.PAID.minus(SHOP_ORDER.REFUNDED));
    var counts = new int[days];
    var sums = new long[days];
    db.read(
        dsl ->
            dsl.select(quarter, DSL.count(), sum)
                .from(SHOP_ORDER)
                .where(
                    SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                    SHOP_ORDER.PAID_AT.ge(from),
                    SHOP_ORDER.PAID_AT.lt(until))
                .groupBy(quarter)
                .fetch(
                    r -> {
                      var at = Instant.ofEpochSecond(r.value1().longValue() * QUARTER);
                      var day = (int) ChronoUnit.DAYS.between(first, LocalDate.ofInstant(at, zone));
                      if (day >= 0 && day < days) {
                        counts[day] += r.value2();
                        sums[day] += r.value3().longValueExact();
                      }
                      return day;
                    }));
    return IntStream.range(0, days).mapToObj(i -> new Takings(counts[i], sums[i])).toList();
  }
}
