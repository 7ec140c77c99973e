package io.wanpu.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which orders the demo has, and what becomes of them when. */
final class Plan {
  private static final int[] BUSY_HOURS = {
    8, 9, 10, 11, 12, 12, 13, 15, 16, 19, 20, 20, 21, 21, 22
  };
  private static final List<String> CARRIERS = List.of("顺丰速运 SF", "中通快递 ZT", "圆通速递 YT", "京东物流 JD");

  private final ShopFile file;
  private final Instant now;
  private final ZoneId zone;

  Plan(ShopFile file, Instant now, ZoneId zone) {
    this.file = file;
    this.now = now;
    this.zone = zone;
  }

  /**
   * An order.
   *
   * @param number counts through the shop's demo; the checkout token comes from it
   * @param by code of the member
   */
  record Planned(
      int number,
      String by,
      Instant at,
      List<ShopFile.Wanted> buy,
      String note,
      List<Step> steps) {}

  /**
   * Something that happens to it.
   *
   * @param kind {@code pay}, {@code ship}, {@code ship-part}, {@code receive}, {@code cancel},
   *     {@code timeout}, {@code pay-late}
   * @param carrier carrier and tracking number of a parcel, else empty
   */
  record Step(String kind, Instant at, String carrier) {}

  /** All, oldest first. */
  List<Planned> orders() {
    var all = new ArrayList<Planned>();
    for (var told : file.orders()) {
      var at = now.minus(ShopFile.duration(told.ago()));
      all.add(
          new Planned(
              all.size() + 1,
              told.by(),
              at,
              told.buy(),
              told.note() == null ? "" : told.note(),
              steps(at, told.then())));
    }
    var random = new Random(file.history().seed());
    for (var i = 0; i < file.history().orders(); i++) {
      all.add(invented(all.size() + 1, random));
    }
    return all.stream().sorted(Comparator.comparing(Planned::at)).toList();
  }

  private Planned invented(int number, Random random) {
    var day = LocalDate.ofInstant(now, zone).minusDays(random.nextInt(file.history().days()));
    var at =
        day.atTime(BUSY_HOURS[random.nextInt(BUSY_HOURS.length)], random.nextInt(60))
            .atZone(zone)
            .toInstant();
    if (at.isAfter(now.minus(Duration.ofHours(1)))) {
      at = at.minus(Duration.ofDays(1));
    }
    var by = file.members().get(random.nextInt(file.members().size())).code();
    var parcel =
        CARRIERS.get(random.nextInt(CARRIERS.size())) + (100_000_000_000L + random.nextInt());
    var buy = basket(random);
    return new Planned(number, by, at, buy, "", steps(at, fate(at, random.nextInt(100), parcel)));
  }

  private List<ShopFile.Wanted> basket(Random random) {
    var lines = 1 + random.nextInt(3);
    var basket = new ArrayList<ShopFile.Wanted>();
    while (basket.size() < lines) {
      var goods = file.products().get(random.nextInt(file.products().size()));
      var values =
          goods.specs().values().stream().map(v -> v.get(random.nextInt(v.size()))).toList();
      var quantity = random.nextInt(4) == 0 ? 2 : 1;
      if (goods.stock() > 10
          && !goods.soldOut().contains(values)
          && basket.stream().noneMatch(line -> line.title().equals(goods.title()))) {
        basket.add(new ShopFile.Wanted(goods.title(), String.join(" ", values), quantity));
      }
    }
    return basket;
  }

  /** What becomes of most orders of that age. */
  private List<String> fate(Instant at, int luck, String parcel) {
    var age = Duration.between(at, now);
    var unpaid = Duration.ofSeconds(file.orderTimeoutSeconds()).plusMinutes(1);
    if (luck < 7 && age.compareTo(unpaid) > 0) {
      return List.of("timeout");
    }
    if (luck < 11) {
      return List.of("cancel");
    }
    if (age.toDays() >= 6 || age.toDays() >= 3 && luck < 60) {
      return List.of("pay", "ship " + parcel, "receive");
    }
    return age.toHours() >= 20 ? List.of("pay", "ship " + parcel) : List.of("pay");
  }

  /** Spreads the steps over the time since the order, not faster than people are. */
  private List<Step> steps(Instant placed, List<String> then) {
    var steps = new ArrayList<Step>();
    var since = Duration.between(placed, now);
    for (var told : then) {
      var words = told.split(" ", 2);
      var after =
          switch (words[0]) {
            case "pay" -> earlier(Duration.ofSeconds(95), since.dividedBy(5));
            case "cancel" -> earlier(Duration.ofMinutes(8), since.dividedBy(4));
            case "ship", "ship-part" ->
                earlier(Duration.ofHours(19), since.multipliedBy(3).dividedBy(5));
            case "receive" -> earlier(Duration.ofHours(67), since.multipliedBy(9).dividedBy(10));
            case "timeout" -> Duration.ofSeconds(file.orderTimeoutSeconds() + 1L);
            case "pay-late" -> Duration.ofSeconds(file.orderTimeoutSeconds() + 150L);
            default -> throw new IllegalArgumentException("no such step: " + told);
          };
      steps.add(new Step(words[0], placed.plus(after), words.length > 1 ? words[1] : ""));
    }
    return steps;
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
