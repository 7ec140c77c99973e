package io.wanpu.kernel.shared;

import static io.wanpu.kernel.db.Tables.NODE;

import com.github.f4b6a3.tsid.TsidFactory;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.data.CellDb;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases a node number from a row and issues ids under it. No number is held by two processes at
 * once: a lease is renewed every 10 s, ends after 60 s, and issue stops 10 s before its end. A
 * number that is taken over issues no id of a millisecond that its former holder may have used.
 */
public final class NodeLease implements IdSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
  private static final Duration TERM = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int NUMBERS = 1024;

  private final CellDb db;
  private final MallClock clock;
  private final byte[] holder = new byte[16];
  private final int number;
  private final TsidFactory factory;
  private final ScheduledExecutorService renewal;
  private volatile Instant safeUntil;
  private volatile long lastMillis;

  /** Takes a free number. @throws IllegalStateException when all are in use */
  public NodeLease(CellDb db, MallClock clock, String name) {
    this.db = db;
    this.clock = clock;
    new SecureRandom().nextBytes(holder);
    var now = clock.instant();
    this.number = take(name, now);
    this.safeUntil = now.plus(TERM).minus(MARGIN);
    this.factory =
        TsidFactory.builder().withNodeBits(10).withNode(number).withClock(asClock(clock)).build();
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("node-lease").factory());
    renewal.scheduleWithFixedDelay(this::renew, 10, 10, TimeUnit.SECONDS);
  }

  private int take(String name, Instant now) {
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var rows =
              dsl.select(NODE.NUMBER, NODE.LEASE_UNTIL, NODE.LAST_ID_AT)
                  .from(NODE)
                  .forUpdate()
                  .fetch();
          var taken =
              rows.stream()
                  .filter(
                      r ->
                          r.get(NODE.LEASE_UNTIL).isAfter(now)
                              || !r.get(NODE.LAST_ID_AT).isBefore(now))
                  .map(r -> r.get(NODE.NUMBER).intValue())
                  .toList();
          var start = (int) (ByteBuffer.wrap(holder).getInt() & 0x3ff);
          for (var i = 0; i < NUMBERS; i++) {
            var candidate = (start + i) % NUMBERS;
            if (!taken.contains(candidate)) {
              dsl.insertInto(
                      NODE,
                      NODE.NUMBER,
                      NODE.NAME,
                      NODE.LEASE,
                      NODE.LEASE_UNTIL,
                      NODE.LAST_ID_AT,
                      NODE.STARTED_AT)
                  .values((short) candidate, name, holder, now.plus(TERM), now.plus(TERM), now)
                  .onDuplicateKeyUpdate()
                  .set(NODE.NAME, name)
                  .set(NODE.LEASE, holder)
                  .set(NODE.LEASE_UNTIL, now.plus(TERM))
                  .set(NODE.LAST_ID_AT, now.plus(TERM))
                  .set(NODE.STARTED_AT, now)
                  .execute();
              return candidate;
            }
          }
          throw new IllegalStateException("all " + NUMBERS + " node numbers are leased");
        });
  }

  private void renew() {
    try {
      var now = clock.instant();
      var rows =
          db.read(
              dsl ->
                  dsl.update(NODE)
                      .set(NODE.LEASE_UNTIL, now.plus(TERM))
                      .set(NODE.LAST_ID_AT, now.plus(TERM))
                      // the row must still be ours and must not have run out: somebody else may be
                      // about to take it
                      .where(
                          NODE.NUMBER.eq((short) number),
                          NODE.LEASE.eq(holder),
                          NODE.LEASE_UNTIL.gt(now))
                      .execute());
      if (rows == 1) {
        safeUntil = now.plus(TERM).minus(MARGIN);
      } else {
        LOG.error(
            "the lease of node number {} is lost; ids stop at {}. Restart this node.",
            number,
            safeUntil);
      }
    } catch (RuntimeException e) {
      LOG.warn("could not renew the lease of node number {}: {}", number, e.toString());
    }
  }

  @Override
  public long next() {
    var now = clock.instant();
    var millis = now.toEpochMilli();
    if (now.isAfter(safeUntil) || millis < lastMillis - 1_000) {
      throw new MallException(ErrorKind.UNAVAILABLE, "server.no_ids");
    }
    lastMillis = Math.max(lastMillis, millis);
    return factory.create().toLong();
  }

  private static Clock asClock(MallClock clock) {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return clock.instant();
      }
    };
  }

  /** Gives the number back, once the ids of its term are over. */
  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      var now = clock.instant();
      db.read(
          dsl ->
              dsl.update(NODE)
                  .set(NODE.LEASE_UNTIL, now)
                  .set(NODE.LAST_ID_AT, now.plusMillis(5))
                  .where(NODE.NUMBER.eq((short) number), NODE.LEASE.eq(holder))
                  .execute());
    } catch (RuntimeException e) {
      LOG.warn("could not give node number {} back: {}", number, e.toString());
    }
  }
}
