package io.wanpu.api.kit;

/** What a state means to who reads it; colours are the host's and mean the same everywhere. */
public enum Tone {
  /** Nothing to do: over, closed, switched off. */
  QUIET,
  /** For information: on its way, not yet begun. */
  INFO,
  /** Waits for somebody else. */
  WAITING,
  /** Waits for staff. */
  URGENT,
  /** As it should be: running, on the shelf, done. */
  GOOD,
  /** Not finished yet. */
  DRAFT
}
