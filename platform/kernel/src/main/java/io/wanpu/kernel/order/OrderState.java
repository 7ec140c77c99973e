package io.wanpu.kernel.order;

/**
 * Where an order stands. It moves forward only: created → paid → shipped → received → completed, or
 * it is closed.
 */
public enum OrderState {
  /** Waits for payment. */
  CREATED,
  /** Paid, to be shipped. */
  PAID,
  /** All pieces are on their way. */
  SHIPPED,
  /** The member has it. */
  RECEIVED,
  /** The after-sale window is over. */
  COMPLETED,
  /** Not fulfilled; whatever was paid goes back. */
  CLOSED
}
