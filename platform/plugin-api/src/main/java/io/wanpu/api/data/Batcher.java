package io.wanpu.api.data;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many threads want the same errand done: one of them goes for all who wait, and the next one goes
 * when it is back (<em>flat combining</em>; for a database, group commit). There is no thread of
 * its own, and who is alone waits for nobody; the longer an errand takes, the more wishes the next
 * one carries.
 *
 * @param <W> a wish
 * @param <A> an answer
 */
public final class Batcher<W, A> {
  /** How long a caller waits: far beyond what an errand takes, and within the time of a route. */
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  /** Errands that one thread goes on before another one's turn comes. */
  private static final int ROUNDS = 8;

  private final String busy;
  private final int most;
  private final Function<List<W>, List<A>> errand;
  private final ConcurrentLinkedQueue<Waiting<W, A>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean underWay = new AtomicBoolean();

  /**
   * @param busy code of the problem of who has waited too long
   * @param most wishes an errand
   * @param errand answers each wish, in order
   */
  public Batcher(String busy, int most, Function<List<W>, List<A>> errand) {
    this.busy = busy;
    this.most = most;
    this.errand = errand;
  }

  private static final class Waiting<W, A> extends AtomicInteger {
    private static final long serialVersionUID = 1L;
    static final int QUEUED = 0;
    static final int TAKEN = 1;
    static final int GIVEN_UP = 2;
    static final int DONE = 3;

    final transient W wish;
    final transient Thread thread = Thread.currentThread();
    transient @Nullable A answer;
    transient @Nullable RuntimeException failure;

    Waiting(W wish) {
      this.wish = wish;
    }

    void done(@Nullable A answer, @Nullable RuntimeException failure) {
      this.answer = answer;
      this.failure = failure;
      set(DONE);
      if (!thread.equals(Thread.currentThread())) {
        LockSupport.unpark(thread);
      }
    }

    A result() {
      if (failure != null) {
        throw failure;
      }
      var given = answer;
      if (given == null) {
        throw new IllegalStateException("an errand came back without an answer");
      }
      return given;
    }
  }

  /**
   * Waits for the answer.
   *
   * @throws MallException 503 with the code for busy when it takes too long or the thread is
   *     interrupted: the wish may still be fulfilled, and asking again with its key tells
   */
  public A ask(W wish) {
    var mine = new Waiting<W, A>(wish);
    waiting.add(mine);
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (mine.get() != Waiting.DONE) {
      if (Thread.currentThread().isInterrupted() || System.nanoTime() - until >= 0) {
        giveUp(mine);
      } else if (underWay.compareAndSet(false, true)) {
        go();
      } else {
        LockSupport.parkNanos(this, until - System.nanoTime());
      }
    }
    return mine.result();
  }

  private void giveUp(Waiting<W, A> mine) {
    if (mine.get() == Waiting.DONE) {
      return;
    }
    if (mine.compareAndSet(Waiting.QUEUED, Waiting.GIVEN_UP)) {
      // if this thread was the one that was woken to go, somebody else must
      waiting.remove(mine);
      wakeNext();
    }
    throw new MallException(ErrorKind.UNAVAILABLE, busy);
  }

  /** Goes for all who wait, several times: waking somebody else for each errand costs more. */
  private void go() {
    try {
      for (var round = 0; round < ROUNDS && once(); round++) {
        // whoever is answered may be back with a new wish already
      }
    } finally {
      underWay.set(false);
      wakeNext();
    }
  }

  private boolean once() {
    var taken = take();
    if (taken.isEmpty()) {
      return false;
    }
    List<A> answers = List.of();
    RuntimeException failure = null;
    try {
      answers = errand.apply(taken.stream().map(each -> each.wish).toList());
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // the others must hear of it, too
      failure = new IllegalStateException("the errand failed", e);
    }
    for (var i = 0; i < taken.size(); i++) {
      taken.get(i).done(failure == null ? answers.get(i) : null, failure);
    }
    return true;
  }

  private List<Waiting<W, A>> take() {
    var taken = new ArrayList<Waiting<W, A>>();
    while (taken.size() < most) {
      var next = waiting.poll();
      if (next == null) {
        break;
      }
      if (next.compareAndSet(Waiting.QUEUED, Waiting.TAKEN)) {
        taken.add(next);
      }
    }
    return taken;
  }

  private void wakeNext() {
    var next = waiting.peek();
    if (next != null) {
      LockSupport.unpark(next.thread);
    }
  }
}
