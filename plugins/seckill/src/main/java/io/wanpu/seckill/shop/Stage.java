package io.wanpu.seckill.shop;

import io.wanpu.api.activity.Activity;
import io.wanpu.seckill.SeckillActivity;
import java.time.Duration;
import java.time.Instant;

/** Where a sale stands for shoppers. */
public enum Stage {
  /** Not announced yet. */
  COMING,
  /** Announced; members may ask to be reminded. */
  PREHEAT,
  LIVE,
  ENDED;

  /**
   * The stage at an instant.
   *
   * @param preheat so long before its start a sale is announced
   */
  static Stage of(Activity<SeckillActivity> activity, Duration preheat, Instant at) {
    if (activity.status() != Activity.Status.PUBLISHED || !at.isBefore(activity.endsAt())) {
      return ENDED;
    }
    if (!at.isBefore(activity.startsAt())) {
      return LIVE;
    }
    return at.isBefore(activity.startsAt().minus(preheat)) ? COMING : PREHEAT;
  }
}
