package io.wanpu.kernel.shared;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The one way onto another thread: carries the shop of the call with it. */
public final class TenantExecutor implements AutoCloseable {
  private final ExecutorService threads;

  public TenantExecutor(String name) {
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /** Starts the work with the caller's shop bound, if one is. */
  public <T> Future<T> submit(Callable<T> work) {
    var tenant = CurrentTenant.find();
    return threads.submit(
        () -> tenant.isEmpty() ? work.call() : CurrentTenant.call(tenant.get(), work::call));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
