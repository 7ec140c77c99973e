package io.wanpu.testkit;

import io.wanpu.runtime.Mall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/** People who buy in the shop of the test. */
public final class Shoppers {
  private final Mall mall;
  private final Shop shop;

  Shoppers(Mall mall, Shop shop) {
    this.mall = mall;
    this.shop = shop;
  }

  /** People who buy in a shop of a mall that the test has built itself. */
  public static Shoppers in(Mall mall, Shop shop) {
    return new Shoppers(mall, shop);
  }

  /** One of them. */
  public Shopper one() {
    return new Shopper(mall, shop);
  }

  /** So many of them. */
  public Crowd of(int count) {
    return new Crowd(IntStream.range(0, count).mapToObj(i -> one()).toList());
  }

  /** People who act at once. */
  public record Crowd(List<Shopper> people) {
    /**
     * All of them do it at the same time; the answers in their order. A failure of one fails the
     * test.
     */
    public <T> List<T> concurrently(Function<Shopper, T> deed) {
      return Shoppers.concurrently(people.size(), i -> deed.apply(people.get(i)));
    }
  }

  /** Does it so many times at once; the answers in order. A failure of one fails the test. */
  public static <T> List<T> concurrently(int times, Function<Integer, T> deed) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(Math.min(times, 64))) {
      var futures = new ArrayList<Future<T>>();
      for (var i = 0; i < times; i++) {
        var number = i;
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return deed.apply(number);
                }));
      }
      start.countDown();
      var answers = new ArrayList<T>();
      for (var future : futures) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError("one of " + times + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
