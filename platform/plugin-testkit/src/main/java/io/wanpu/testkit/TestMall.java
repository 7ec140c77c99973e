package io.wanpu.testkit;

import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The mall of this JVM's tests. MariaDB, Redis and the sandbox live in the folder {@code
 * wanpu.test.data} (by default {@code target/mall}), are started when they do not run, and go on
 * running for the next run.
 */
public final class TestMall {
  private static @Nullable TestMall instance;

  private final Stack stack;
  private final TestClock clock = new TestClock();
  private final Mall mall;

  private TestMall() {
    this.stack = Stack.ensure(data());
    this.mall = another("test", clock);
    mall.start();
    Runtime.getRuntime().addShutdownHook(new Thread(mall::close));
  }

  /** The one of this JVM. */
  public static synchronized TestMall get() {
    if (instance == null) {
      instance = new TestMall();
    }
    return instance;
  }

  /** Folder of the shared database. */
  public static Path data() {
    return Path.of(System.getProperty("wanpu.test.data", "target/mall")).toAbsolutePath();
  }

  /**
   * Builds one more mall on the same database and Redis: a second node. The caller starts and
   * closes it.
   */
  public Mall another(String node, TestClock clock) {
    var env = ServerEnvironment.of(stack, node, stack.ports().storefront(), stack.ports().admin());
    return new Mall(MallConfig.fromEnvironment(env), clock);
  }

  public Mall mall() {
    return mall;
  }

  public Stack stack() {
    return stack;
  }

  public TestClock clock() {
    return clock;
  }

  /** Waits for a condition, at most that long. @throws AssertionError when it does not come true */
  public static void await(String what, Duration atMost, BooleanSupplier condition) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within " + atMost + ": " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what, e);
      }
    }
  }
}
