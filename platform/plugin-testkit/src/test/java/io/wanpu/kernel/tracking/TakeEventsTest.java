package io.wanpu.kernel.tracking;

import static io.wanpu.kernel.db.Tables.TRACK_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.tracking.TakeEvents.Reason;
import io.wanpu.kernel.tracking.TakeEvents.Refused;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Taking what programs tell of their shoppers. */
@MallTest
class TakeEventsTest {
  private static TrackBatch.Event event(String id, String name, Instant at, String... props) {
    var said = new TreeMap<String, String>();
    for (var i = 0; i < props.length; i += 2) {
      said.put(props[i], props[i + 1]);
    }
    return new TrackBatch.Event(id, name, at, said);
  }

  private static TrackBatch batch(TrackBatch.Event... events) {
    return new TrackBatch(
        Optional.empty(), "visitor-1", "session-1", "1001", "poster", List.of(events));
  }

  private static List<String> kept(Mall mall) {
    return mall.tenantDb()
        .read(
            dsl ->
                dsl.select(TRACK_EVENT.NAME)
                    .from(TRACK_EVENT)
                    .where(TRACK_EVENT.TENANT_ID.eq(CurrentTenant.id().value()))
                    .orderBy(TRACK_EVENT.AT, TRACK_EVENT.ID)
                    .fetch(TRACK_EVENT.NAME));
  }

  @Test
  void declared_events_are_kept_and_a_batch_sent_twice_counts_once(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var now = mall.clock().instant();
          var batch =
              batch(
                  event("e-000001", "page_view", now.minusSeconds(2), "page", "home"),
                  event("e-000002", "product_view", now.minusSeconds(1), "product", "7"));
          assertThat(mall.takeEvents().take(batch).accepted()).isEqualTo(2);
          assertThat(mall.takeEvents().take(batch).accepted()).isEqualTo(2);
          assertThat(kept(mall)).containsExactly("page_view", "product_view");
        });
  }

  @Test
  void what_is_not_declared_is_refused_with_its_reason_and_the_rest_is_kept(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var now = mall.clock().instant();
          var outcome =
              mall.takeEvents()
                  .take(
                      batch(
                          event("e-unknown", "password_typed", now),
                          event("e-prop", "page_view", now, "phone", "13800138000"),
                          event("e-long", "page_view", now, "page", "x".repeat(201)),
                          event("e-old", "page_view", now.minus(Duration.ofDays(8))),
                          event("e-early", "page_view", now.plus(Duration.ofHours(1))),
                          event("e-good", "search", now, "words", "白茶")));
          assertThat(outcome.accepted()).isEqualTo(1);
          assertThat(outcome.refused())
              .containsExactly(
                  new Refused("e-unknown", Reason.UNKNOWN_EVENT),
                  new Refused("e-prop", Reason.UNKNOWN_PROPERTY),
                  new Refused("e-long", Reason.PROPERTY_TOO_LONG),
                  new Refused("e-old", Reason.TOO_OLD),
                  new Refused("e-early", Reason.FROM_THE_FUTURE));
          assertThat(kept(mall)).containsExactly("search");
        });
  }

  @Test
  void the_events_of_one_shop_are_not_seen_in_another(Mall mall, Shop shop, Shop other) {
    shop.run(
        () ->
            mall.takeEvents().take(batch(event("e-000001", "page_view", mall.clock().instant()))));
    other.run(() -> assertThat(kept(mall)).isEmpty());
  }

  @Test
  void the_program_declares_what_is_declared_here() throws IOException {
    var script = Files.readString(Path.of("../miniprogram/src/main/miniprogram/utils/track.js"));
    var declared = script.substring(script.indexOf("DECLARED = {"), script.indexOf("};"));
    var found = new TreeMap<String, TreeSet<String>>();
    var line = Pattern.compile("(\\w+): \\[([^]]*)]").matcher(declared);
    while (line.find()) {
      var props = new TreeSet<String>();
      Pattern.compile("'(\\w+)'")
          .matcher(line.group(2))
          .results()
          .forEach(m -> props.add(m.group(1)));
      found.put(line.group(1), props);
    }
    var here = new TreeMap<String, TreeSet<String>>();
    Declared.names().forEach(name -> here.put(name, new TreeSet<>(Declared.properties(name))));
    assertThat(found).isEqualTo(here);
    assertThat(Map.copyOf(found)).hasSizeGreaterThan(10);
  }
}
