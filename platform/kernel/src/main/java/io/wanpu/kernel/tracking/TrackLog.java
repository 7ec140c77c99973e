package io.wanpu.kernel.tracking;

import java.time.Instant;

/** Where tracked events are kept. Lines are added, never changed. */
public interface TrackLog {
  /** Adds events of the calling shop; one that is there already is left alone. */
  void add(TrackBatch batch, Instant receivedAt);
}
