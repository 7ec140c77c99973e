package io.wanpu.admin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.admin.text.Language;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListQueryTest {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("t"))
          .search(Text.of("s"))
          .view("all", Text.of("a"))
          .view("open", Text.of("o"))
          .filter(
              Filter.choice(
                  "type",
                  Text.of("type"),
                  List.of(
                      new Filter.Choice("x", Text.of("x")), new Filter.Choice("y", Text.of("y")))))
          .filter(Filter.days("made", Text.of("made")))
          .filter(Filter.amounts("sum", Text.of("sum")))
          .filter(Filter.id("owner", Text.of("owner")))
          .column(Column.of("name", Text.of("name")))
          .column(Column.amount("sum", Text.of("sum")).sortable())
          .column(Column.of("extra", Text.of("extra")).onDemand())
          .bulk(Action.post("go", Text.of("go"), "/go"))
          .build();

  private static ListQuery read(String... pairs) {
    var parameters = new java.util.LinkedHashMap<String, List<String>>();
    for (var i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], List.of(pairs[i + 1]));
    }
    return ListQuery.read(SHAPE, parameters);
  }

  @Test
  void what_the_shape_does_not_know_is_not_asked_for() {
    var query =
        read(
            "view",
            "secret",
            "type",
            "z",
            "sort",
            "name",
            "made.from",
            "2026-02-31",
            "sum.to",
            "1e9",
            "owner",
            "1 or 1",
            "limit",
            "-5",
            "columns",
            "password");

    assertThat(query)
        .isEqualTo(
            new ListQuery(
                "all",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                java.util.Set.of(),
                1));
  }

  @Test
  void an_address_leads_back_to_the_same_list() {
    var query =
        read(
            "view",
            "open",
            "q",
            " 茶 & 水 ",
            "type",
            "y",
            "made.from",
            "2026-01-01",
            "sum.to",
            "9.90",
            "owner",
            "77",
            "sort",
            "-sum",
            "columns",
            "extra",
            "after",
            "0_5");
    var address = query.address(SHAPE, "/list");

    assertThat(query.words()).contains("茶 & 水");
    assertThat(address).startsWith("/list?view=open&q=%E8%8C%B6+%26+");
    var parameters = new java.util.LinkedHashMap<String, List<String>>();
    for (var pair : address.substring(address.indexOf('?') + 1).split("&")) {
      var parts = pair.split("=", 2);
      parameters.put(
          parts[0],
          List.of(java.net.URLDecoder.decode(parts[1], java.nio.charset.StandardCharsets.UTF_8)));
    }
    assertThat(ListQuery.read(SHAPE, parameters)).isEqualTo(query);
  }

  @Test
  void each_filter_goes_by_itself_and_the_list_begins_anew() {
    var query =
        read("type", "y", "made.from", "2026-01-01", "made.to", "2026-01-02", "after", "0_5");

    assertThat(query.without("made").filters()).containsOnlyKeys("type");
    assertThat(query.without("made").after()).isEmpty();
    assertThat(query.without("type").filters()).containsOnlyKeys("made.from", "made.to");
  }

  @Test
  void whatever_stands_in_a_cell_is_only_text() {
    var evil = "\"'><script>alert(1)</script>&amp;";
    var phrases =
        new Phrases(
            (key, language) -> Optional.of("{0}"),
            Language.ZH,
            ZoneId.of("Asia/Shanghai"),
            "CNY",
            InstantSource.fixed(Instant.EPOCH));
    var text = Text.verbatim(evil);
    for (Cell cell :
        List.of(
            new Cell.Words(evil),
            new Cell.Said(text),
            new Cell.Badge(text, Tone.GOOD),
            new Cell.Code(evil, Optional.of(evil)),
            new Cell.Link(text, evil),
            Cell.Item.withoutPicture(evil, Optional.of(text), evil))) {
      var html = new Cells(phrases).html(cell);

      assertThat(html).doesNotContain("<script").doesNotContain("\"'>").contains("&lt;script&gt;");
    }
    var column = Column.of("c", text);
    assertThat(
            new Cells(phrases)
                .rows(
                    List.of(ListRow.of(evil, new Cell.Words(evil))),
                    List.of(column),
                    List.of(0),
                    true))
        .doesNotContain("<script");
  }
}
