package io.wanpu.kernel.audit;

import java.util.Optional;

/**
 * Who makes the call, for what is done in her name by code that does not know her: a plugin's page.
 * Bound at the staff's door and nowhere else.
 */
public final class CurrentActor {
  private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

  private CurrentActor() {}

  /** Who it is; empty where the mall works by itself, and for shoppers. */
  public static Optional<Actor> find() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Calls with the actor bound. */
  public static <T, X extends Throwable> T call(Actor actor, ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(CURRENT, actor).call(work);
  }
}
