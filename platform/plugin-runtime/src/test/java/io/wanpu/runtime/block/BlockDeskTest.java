package io.wanpu.runtime.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.form.Link;
import io.wanpu.api.form.Picture;
import io.wanpu.api.form.RichText;
import io.wanpu.api.page.PageBlock;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.block.BlockDesk.Read;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.json.Constraints;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDeskTest {
  private static final String KEY = "a".repeat(64);

  enum Side {
    FAR_LEFT,
    RIGHT
  }

  record Item(@Size(max = 5) String name, @Link String link, @Picture String picture) {}

  record Wall(
      Side side,
      @Max(9) int count,
      Optional<Side> other,
      @RichText String words,
      @Size(max = 3) List<Item> items) {}

  private static final class WallBlock implements PageBlock<Wall> {
    @Override
    public String type() {
      return "wall";
    }

    @Override
    public Class<Wall> props() {
      return Wall.class;
    }

    @Override
    public Wall fresh() {
      return new Wall(Side.RIGHT, 3, Optional.empty(), "", List.of());
    }

    @Override
    public int version() {
      return 2;
    }

    @Override
    public Map<String, Object> upgrade(int version, Map<String, Object> props) {
      var renewed = new LinkedHashMap<>(props);
      renewed.put("count", renewed.remove("number"));
      return renewed;
    }
  }

  private final Constraints constraints = new Constraints();
  private final BlockDesk desk =
      BlockDesk.of(
          "trial",
          new WallBlock(),
          Json.newMapper(),
          constraints,
          new BlockDesk.Asking() {
            @Override
            public <T> T ask(Callable<T> question) {
              try {
                return question.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }
          });

  @AfterEach
  void close() {
    constraints.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.tree(text.replace('\'', '"'));
  }

  private ObjectNode fine(String text) {
    if (desk.read(json(text), 2) instanceof Read.Fine(var props)) {
      return props;
    }
    throw new AssertionError(desk.read(json(text), 2));
  }

  private List<String> wrong(String text) {
    return desk.read(json(text), 2) instanceof Read.Wrong(var errors)
        ? errors.stream().map(FieldError::field).toList()
        : List.of();
  }

  @Test
  void what_is_not_there_is_filled_and_what_nobody_declared_is_dropped() {
    var props = fine("{'side':'FAR_LEFT','evil':1,'items':[{'name':'a','evil':2}]}");
    assertThat(props.has("evil")).isFalse();
    assertThat(props.path("count").intValue()).isZero();
    assertThat(props.path("items").path(0).toString())
        .isEqualTo("{\"name\":\"a\",\"link\":\"\",\"picture\":\"\"}");
  }

  @Test
  void what_does_not_fit_is_named() {
    assertThat(wrong("{'side':'UP'}")).containsExactly("side");
    assertThat(wrong("{'side':'RIGHT','count':10}")).containsExactly("count");
    assertThat(wrong("{'side':'RIGHT','count':1.5}")).containsExactly("count");
    assertThat(wrong("{'side':'RIGHT','items':[{'name':'too long'}]}"))
        .containsExactly("items[0].name");
    assertThat(wrong("{'side':'RIGHT','items':[{'link':'javascript:x'}]}"))
        .containsExactly("items[0].link");
    assertThat(wrong("{'side':'RIGHT','items':[{'picture':'../x'}]}"))
        .containsExactly("items[0].picture");
    assertThat(wrong("{'side':'RIGHT','items':'none'}")).containsExactly("items");
    assertThat(wrong("{'side':'RIGHT','items':[7]}")).containsExactly("items[0]");
  }

  @Test
  void the_component_gets_small_words_addresses_and_clean_text() {
    var props =
        fine(
            "{'side':'FAR_LEFT','count':2,'words':'<p onclick=x>hi<script>1</script></p><img src=media:"
                + KEY
                + ">','items':[{'name':'a','link':'cart','picture':'"
                + KEY
                + "'}]}");
    var shown = desk.shown(props, key -> "/media/1/" + key);
    assertThat(shown.path("side").asText()).isEqualTo("far-left");
    assertThat(shown.has("other")).isFalse();
    assertThat(shown.path("words").asText())
        .startsWith("<p>hi</p>")
        .contains("src=\"/media/1/" + KEY);
    assertThat(shown.path("items").path(0).path("picture").asText()).isEqualTo("/media/1/" + KEY);
    assertThat(desk.uses(props).links()).containsExactly("cart");
    assertThat(desk.uses(props).pictures()).contains(KEY);
  }

  @Test
  void what_a_theme_writes_becomes_settings() {
    var kept = desk.kept(json("{'side':'far-left','items':[{'name':'a'}]}"));
    assertThat(kept.path("side").asText()).isEqualTo("FAR_LEFT");
    assertThat(kept.path("count").intValue()).isEqualTo(3);
    assertThat(desk.read(kept, 2)).isInstanceOf(Read.Fine.class);
  }

  @Test
  void older_settings_are_upgraded_and_newer_ones_are_not_understood() {
    assertThat(desk.read(json("{'side':'RIGHT','number':4}"), 1))
        .isInstanceOfSatisfying(
            Read.Fine.class,
            fine -> assertThat(fine.props().path("count").intValue()).isEqualTo(4));
    assertThat(desk.read(json("{'side':'RIGHT'}"), 3)).isInstanceOf(Read.Wrong.class);
  }

  @Test
  void a_form_makes_the_same_settings() {
    var context = new FormContext(ZoneId.of("UTC"), 2);
    var sent =
        Map.of(
            "side", List.of("FAR_LEFT"),
            "count", List.of("2"),
            "items[0].name", List.of("a"),
            "items[0].link", List.of("product:7"));
    assertThat(desk.parse(sent, context))
        .isEqualTo(
            new Read.Fine(
                fine("{'side':'FAR_LEFT','count':2,'items':[{'name':'a','link':'product:7'}]}")));
    assertThat(desk.fill(fine("{'side':'RIGHT'}"), context)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cart",
        "product:7",
        "category:1",
        "article:9",
        "search:",
        "search:绿茶",
        "page:spring-sale",
        "path:/packages/raffle/list/list",
        "path:/packages/raffle/detail/detail?id=1&x=2"
      })
  void links_that_may_lead_somewhere(String link) {
    assertThat(LinkWords.read(link)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "admin",
        "javascript:alert(1)",
        "https://example.com",
        "product:",
        "product:x",
        "page:Spring",
        "path:/pages/home/home",
        "path:/packages/../x",
        "path://evil",
        "search:\n"
      })
  void links_that_lead_nowhere(String link) {
    assertThat(LinkWords.read(link)).isEmpty();
  }
}
