package io.wanpu.api.activity;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A kind of activity.
 *
 * @param <A> the record that configures a run: form, validation and JSON Schema derive from it
 */
public interface ActivityType<A extends Record> {
  /** Name of the kind, unique in the plugin. */
  String kind();

  Class<A> config();

  /** First instant of the run. */
  Instant startsAt(A config);

  /** First instant after the run. */
  Instant endsAt(A config);

  /** What is wrong beyond the constraints on the components; empty when all is well. */
  default List<FieldError> check(A config) {
    return List.of();
  }

  /** Pieces that publishing moves out of the shelf into the activity. */
  default Map<SkuId, Long> allocations(A config) {
    return Map.of();
  }

  /** Runs in the transaction that publishes, after the stock has been moved. */
  default void published(Tx tx, Activity<A> activity) {}

  /**
   * The activity in one sentence that a person can check: "From 20:00 to 22:00 on 1 Dec, 200 pieces
   * of Linen Shirt at ¥39.00, 1 per member."
   */
  Text summary(Activity<A> activity);

  /** Live figures for staff, e.g. sold and paid pieces. */
  default List<Figure> figures(Activity<A> activity) {
    return List.of();
  }

  /**
   * Runs in the transaction that ends it, by time or by a stop.
   *
   * @return pieces that nobody holds: they go back to the shelf now. Pieces that open claims hold
   *     go back when these are released
   */
  default Map<SkuId, Long> ended(Tx tx, Activity<A> activity) {
    return Map.of();
  }
}
