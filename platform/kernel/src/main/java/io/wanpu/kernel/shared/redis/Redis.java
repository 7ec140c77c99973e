package io.wanpu.kernel.shared.redis;

import io.wanpu.kernel.shared.MallConfig;
import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** The connection to Redis. The mall starts and works without it, more slowly. */
public final class Redis implements AutoCloseable {
  /** How long a caller waits for Redis before it goes on without. */
  static final Duration DEADLINE = Duration.ofMillis(250);

  private final RedissonClient client;

  public Redis(MallConfig.RedisAddress address) {
    var config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setLazyInitialization(true);
    config.setPassword(address.password());
    config
        .useSingleServer()
        .setAddress(address.url())
        .setTimeout((int) DEADLINE.toMillis())
        .setConnectTimeout(1_000)
        .setRetryAttempts(0)
        .setConnectionMinimumIdleSize(2)
        .setConnectionPoolSize(16)
        .setSubscriptionConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(4)
        .setPingConnectionInterval(1_000);
    this.client = Redisson.create(config);
  }

  RedissonClient client() {
    return client;
  }

  @Override
  public void close() {
    client.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS);
  }
}
