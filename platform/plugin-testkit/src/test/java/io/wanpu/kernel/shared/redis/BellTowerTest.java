package io.wanpu.kernel.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.Stack;
import io.wanpu.testkit.TestMall;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node knows when it may have missed a bell. Redis is this test's own. */
class BellTowerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path data;

  @Test
  void a_node_that_loses_redis_is_deaf_and_hears_anew_from_when_it_is_back() {
    var stack = Stack.ensure(data);
    var config = MallConfig.fromEnvironment(ServerEnvironment.of(stack, "bells", 1, 2));
    try (var redis = new Redis(config.redis())) {
      var tower = new BellTower(redis);
      TestMall.await("it hears", PATIENCE, () -> tower.hearingSince() != BellTower.DEAF);
      var first = tower.hearingSince();

      stack.redis().daemon().kill();
      TestMall.await("it is deaf", PATIENCE, () -> tower.hearingSince() == BellTower.DEAF);
      stack.redis().ensureRunning();
      var back = System.nanoTime();

      TestMall.await("it hears again", PATIENCE, () -> tower.hearingSince() != BellTower.DEAF);
      assertThat(tower.hearingSince()).isGreaterThan(first);
      assertThat(tower.hearingSince() - back).isPositive();
    } finally {
      stack.stop();
    }
  }
}
