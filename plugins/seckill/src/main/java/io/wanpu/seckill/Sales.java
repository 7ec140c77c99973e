package io.wanpu.seckill;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.plugin.Mall;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The shop's flash sales, remembered for a moment. */
public final class Sales {
  private static final long MOMENT_MILLIS = 250;

  private final Mall mall;
  private final Supplier<Activities<SeckillActivity>> activities;
  private final Fresh<Question, Optional<Activity<SeckillActivity>>> known;

  public Sales(Mall mall, Supplier<Activities<SeckillActivity>> activities) {
    this.mall = mall;
    this.activities = activities;
    this.known = new Fresh<>(mall.clock(), MOMENT_MILLIS);
  }

  private record Question(TenantId tenant, ActivityId activity) {}

  /** Published ones that are not over, soonest first. */
  public List<Activity<SeckillActivity>> current() {
    return activities.get().current(mall.clock().instant());
  }

  /** A sale that shoppers may see. @throws MallException 404 */
  public Activity<SeckillActivity> get(ActivityId id) {
    return known
        .get(new Question(mall.tenant(), id), question -> activities.get().find(id))
        .filter(activity -> activity.status() != Activity.Status.DRAFT)
        .orElseThrow(() -> MallException.notFound("seckill.unknown_activity"));
  }
}
