package io.wanpu.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.id.SkuId;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@MallTest
class CrowdedPoolTest {
  /** As many as there are connections for transactions. */
  private static final int CROWD = 16;

  @Test
  void whoever_reads_inside_a_transaction_does_not_wait_for_others_who_do(Shop shop) {
    var sku = shop.sku(1, "9.90");
    var allInside = new CountDownLatch(CROWD);
    var found =
        Shoppers.concurrently(
            CROWD,
            i ->
                shop.call(
                    () ->
                        shop.mall()
                            .tenantDb()
                            .transaction(
                                tx -> {
                                  await(allInside);
                                  return read(shop, sku);
                                })));
    assertThat(found).hasSize(CROWD).containsOnly(990L);
  }

  private static long read(Shop shop, SkuId sku) {
    return shop.mall().skus().facts(List.of(sku)).get(sku).price();
  }

  private static void await(CountDownLatch all) {
    all.countDown();
    try {
      // the mall's own workers may hold a connection for a moment
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
