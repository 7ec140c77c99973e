package io.wanpu.benchmarks.bare;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;

/**
 * The minimal writer of claims on one SKU: a queue, a thread, one transaction for all that wait. No
 * limits per member, no repeated requests, no gate.
 */
public final class BatchedClaims {
  private static final int MOST = 256;

  private final DataSource pool;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

  private record Waiting(ClaimRow row, CompletableFuture<Long> answer) {}

  /** Starts the thread, which lives as long as the JVM. */
  public BatchedClaims(DataSource pool) {
    this.pool = pool;
    Thread.ofPlatform().daemon().name("bare-claims").start(this::work);
  }

  /** Returns when the claim is committed. @return its id, 0 if nothing is left */
  public long claim(ClaimRow row) {
    var waiting = new Waiting(row, new CompletableFuture<>());
    queue.add(waiting);
    return waiting.answer().join();
  }

  private void work() {
    var batch = new ArrayList<Waiting>();
    while (true) {
      try {
        batch.add(queue.take());
        queue.drainTo(batch, MOST - 1);
        serve(batch);
      } catch (InterruptedException e) {
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void serve(List<Waiting> batch) {
    try (var connection = pool.getConnection()) {
      var id = ClaimRows.write(connection, batch.stream().map(Waiting::row).toList());
      batch.forEach(waiting -> waiting.answer().complete(id));
    } catch (SQLException e) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }
}
