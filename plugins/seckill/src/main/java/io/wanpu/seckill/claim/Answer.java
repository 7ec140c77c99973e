package io.wanpu.seckill.claim;

/** What a member gets to hear. */
public sealed interface Answer {
  /** The pieces are hers, committed. A repeated request gets the claim of the first one. */
  record Granted(Claim claim) implements Answer {}

  /** None left. */
  record SoldOut() implements Answer {}

  /** Some left, but fewer than wished for; a claim is never split. */
  record TooFew(long left) implements Answer {}

  /** The member has had all that one member may have. */
  record LimitReached(int limit) implements Answer {}

  /** The key belongs to an earlier request for something else. */
  record KeyReused() implements Answer {}

  /** The activity has ended. */
  record Over() implements Answer {}
}
