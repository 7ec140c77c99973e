package io.wanpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.housekeeping.Housekeeping;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
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
    assertThat(cell.partitions("track_event"))
        .contains("p_" + next.toString().replace('-', '_'), "p_rest");
  }

  @Test
  void a_month_of_tracked_events_goes_when_its_last_day_has_had_its_time() {
    var months = Set.of("p_first", "p_2025_09", "p_2025_10", "p_2025_11", "p_2026_11", "p_rest");
    var now = Instant.parse("2026-12-06T00:00:00Z");
    assertThat(Housekeeping.past(months, now.minus(Duration.ofDays(400))))
        .containsExactly("p_2025_09", "p_2025_10");
    assertThat(Housekeeping.past(months, now.minusMillis(1).minus(Duration.ofDays(400))))
        .containsExactly("p_2025_09");
  }
}
