package io.wanpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.housekeeping.Housekeeping;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@MallTest
class HousekeepingTest {
  @Test
  void the_months_to_come_have_partitions(Mall mall) {
    var cell = mall.cells().all().getFirst();
    try (var housekeeping = new Housekeeping(cell, mall.cellDb(), mall.clock())) {
      housekeeping.run();
      housekeeping.run();
    }
    var next = YearMonth.from(mall.clock().instant().atZone(ZoneOffset.UTC)).plusMonths(1);
    assertThat(cell.partitions("outbox_event"))
        .contains("p_" + next.toString().replace('-', '_'), "p_rest");
  }
}
