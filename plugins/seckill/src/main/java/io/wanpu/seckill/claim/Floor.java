package io.wanpu.seckill.claim;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.text.Arg;
import io.wanpu.seckill.SeckillActivity;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sale floor of this node: lets members claim pieces while a sale runs. */
public final class Floor {
  private final Mall mall;
  private final ClaimBook book;
  private final Map<SaleKey, Lane> lanes = new ConcurrentHashMap<>();

  public Floor(Mall mall, ClaimBook book) {
    this.mall = mall;
    this.book = book;
  }

  /**
   * Claims pieces. When it returns, the claim is committed.
   *
   * @param key the same key gives the same claim
   * @throws MallException 409 with the reason why there is none
   */
  public Claim claim(
      Activity<SeckillActivity> activity, SkuId sku, int quantity, MemberId member, String key) {
    var now = mall.clock().instant();
    if (!activity.runsAt(now)) {
      return book.byKey(member, activity.id(), key).orElseThrow(() -> notNow(activity, now));
    }
    var config = activity.config();
    if (config.item(sku).isEmpty()) {
      throw MallException.invalid("sku", "seckill.not_in_sale");
    }
    if (quantity > config.perMember()) {
      throw limit(config.perMember());
    }
    return switch (lane(activity, sku).ask(new Wish(member, quantity, key))) {
      case Answer.Granted granted -> granted.claim();
      case Answer.SoldOut none -> throw MallException.conflict("seckill.sold_out");
      case Answer.TooFew few ->
          throw MallException.conflict("seckill.too_few", Arg.count(few.left()));
      case Answer.LimitReached reached -> throw limit(reached.limit());
      case Answer.KeyReused reused -> throw MallException.conflict("seckill.key_reused");
      case Answer.Over over -> throw MallException.conflict("seckill.ended");
    };
  }

  private static MallException limit(int limit) {
    return MallException.conflict("seckill.limit_reached", Arg.count(limit));
  }

  private static MallException notNow(Activity<SeckillActivity> activity, Instant now) {
    return switch (activity.status()) {
      case DRAFT -> new MallException(ErrorKind.NOT_FOUND, "seckill.unknown_activity");
      case ENDED -> MallException.conflict("seckill.ended");
      case PUBLISHED ->
          now.isBefore(activity.startsAt())
              ? MallException.conflict(
                  "seckill.not_started",
                  Arg.when(activity.startsAt()),
                  Arg.count(activity.startsAt().getEpochSecond() - now.getEpochSecond()))
              : MallException.conflict("seckill.ended");
    };
  }

  /** Pieces of a SKU have come back, here or on another node. */
  void back(ActivityId activity, SkuId sku) {
    var lane = lanes.get(new SaleKey(mall.tenant(), activity, sku));
    if (lane != null) {
      lane.ring();
    }
  }

  /** The activity has ended: nobody queues for it any more. */
  void clear(ActivityId activity) {
    var tenant = mall.tenant();
    lanes.keySet().removeIf(key -> key.tenant().equals(tenant) && key.activity().equals(activity));
  }

  private Lane lane(Activity<SeckillActivity> activity, SkuId sku) {
    var key = new SaleKey(mall.tenant(), activity.id(), sku);
    var found = lanes.get(key);
    return found != null
        ? found
        : lanes.computeIfAbsent(
            key,
            k ->
                new Lane(
                    mall,
                    book,
                    key,
                    new Terms(activity.config().perMember(), activity.config().lease())));
  }
}
