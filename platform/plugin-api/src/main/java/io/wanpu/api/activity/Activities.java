package io.wanpu.api.activity;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Activities of the calling shop of one type.
 *
 * @param <A> the record that configures them
 */
public interface Activities<A extends Record> {
  Optional<Activity<A>> find(ActivityId id);

  /**
   * Published ones that have not ended at that instant, soonest first; kept in memory for at most a
   * second.
   */
  List<Activity<A>> current(Instant at);

  /** All, newest first, for staff; pages of 50. */
  List<Activity<A>> list(Optional<ActivityId> before);

  /** Saves a draft. @throws io.wanpu.api.error.MallException 422 when it is not valid */
  Activity<A> create(String name, A config);

  /**
   * Changes a draft. @throws io.wanpu.api.error.MallException 409 when somebody else changed it or
   * it is no draft
   */
  Activity<A> change(ActivityId id, int version, String name, A config);

  /**
   * Moves its stock and makes it visible. @throws io.wanpu.api.error.MallException 409 when stock
   * is short
   */
  Activity<A> publish(ActivityId id, int version);

  /** Ends it now. Idempotent. */
  Activity<A> end(ActivityId id);

  /**
   * Gives pieces of an ended activity back to the shelf, when a claim on them is released.
   *
   * @param quantity pieces, positive
   */
  void giveBack(Tx tx, ActivityId activity, SkuId sku, long quantity);
}
