package io.wanpu.runtime.call;

import java.time.Duration;

/** What a plugin is called for; decides how long it may take. */
public enum CallKind {
  /** A shopper's request. */
  ROUTE(Duration.ofSeconds(3), false),
  /** A page for staff. */
  PAGE(Duration.ofSeconds(10), false),
  /** Proposals and refusals for one cart. */
  PRICING(Duration.ofMillis(500), false),
  /** Claims, inside a transaction of the kernel. */
  CLAIM(Duration.ofSeconds(3), false),
  /** Publishing and ending activities, inside a transaction of the kernel. */
  ACTIVITY(Duration.ofSeconds(5), false),
  /** One delivery of an event. */
  EVENT(Duration.ofSeconds(10), true),
  /** One timer. */
  TIMER(Duration.ofSeconds(10), true),
  /** Hearing a bell; must return at once. */
  BELL(Duration.ofMillis(500), false),
  /** What a shop still owes, export and erasure. */
  QUESTION(Duration.ofSeconds(5), true),
  /** Contributing after the load, and the last call. */
  LIFECYCLE(Duration.ofSeconds(10), true);

  private final Duration deadline;
  private final boolean background;

  CallKind(Duration deadline, boolean background) {
    this.deadline = deadline;
    this.background = background;
  }

  /** How long it may take. */
  public Duration deadline() {
    return deadline;
  }

  /** Whether it runs on a thread of its own, which can be given up. */
  public boolean background() {
    return background;
  }
}
