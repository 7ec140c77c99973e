package io.wanpu.kernel.member.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.redis.BellTower;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tokens on two nodes whose bells do not reach each other. */
@MallTest
class JooqMemberTokensTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong hearingSince = new AtomicLong(Long.MIN_VALUE);

  private JooqMemberTokens node(Mall mall) {
    return new JooqMemberTokens(
        mall.tenantDb(), mall.clock(), bell -> {}, hearingSince::get, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_deaf_node_asks_again_after_ten_seconds(Mall mall, Shop shop) {
    var here = node(mall);
    var there = node(mall);
    shop.run(
        () -> {
          var member = shop.member();
          var token = here.issue(member).token();
          assertThat(there.authenticate(token)).contains(member);
          here.revoke(token);
          hearingSince.set(BellTower.DEAF);

          pass(Duration.ofSeconds(9));
          assertThat(there.authenticate(token)).as("not asked yet").contains(member);
          pass(Duration.ofSeconds(2));
          assertThat(there.authenticate(token)).isEmpty();
        });
  }

  @Test
  void a_node_that_was_deaf_for_a_while_trusts_nothing_from_before(Mall mall, Shop shop) {
    var here = node(mall);
    var there = node(mall);
    shop.run(
        () -> {
          var member = shop.member();
          var token = here.issue(member).token();
          assertThat(there.authenticate(token)).contains(member);
          here.revoke(token); // while the other one was deaf
          pass(Duration.ofSeconds(11));
          hearingSince.set(nanos.get());
          assertThat(there.authenticate(token)).isEmpty();
        });
  }

  @Test
  void a_node_that_hears_does_not_ask_for_ten_minutes(Mall mall, Shop shop) {
    var here = node(mall);
    var there = node(mall);
    shop.run(
        () -> {
          var member = shop.member();
          var token = here.issue(member).token();
          assertThat(there.authenticate(token)).contains(member);
          here.revoke(token);
          pass(Duration.ofMinutes(9));
          assertThat(there.authenticate(token)).contains(member);
          pass(Duration.ofMinutes(2));
          assertThat(there.authenticate(token)).isEmpty();
        });
  }
}
