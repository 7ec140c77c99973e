package io.wanpu.runtime.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.form.Help;
import io.wanpu.api.form.Money;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.form.FormField.Kind;
import io.wanpu.runtime.form.FormModel.Parsed;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.json.Schemas;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormModelTest {
  enum Colour {
    RED,
    BLUE
  }

  record Item(SkuId sku, @Money @Min(1) long price, @Min(1) @Max(100) int pieces) {}

  record Sale(
      @NotBlank @Size(max = 20) String title,
      Instant from,
      Optional<Integer> limit,
      boolean open,
      Colour colour,
      @Help LocalTime daily,
      @NotEmpty List<Item> items,
      List<String> words) {}

  record Odd(Object thing) {}

  private static final FormContext SHANGHAI = new FormContext(ZoneId.of("Asia/Shanghai"), 2);
  private static final Sale SALE =
      new Sale(
          "双十一",
          Instant.parse("2026-11-11T12:00:00Z"),
          Optional.of(3),
          true,
          Colour.BLUE,
          LocalTime.of(9, 30),
          List.of(new Item(new SkuId(7), 990, 5), new Item(new SkuId(8), 100_000, 1)),
          List.of("a", "b"));

  private final Constraints constraints = new Constraints();
  private final FormModel<Sale> form =
      new FormModel<>("trial", Sale.class, Json.newMapper(), constraints);

  @AfterEach
  void close() {
    constraints.close();
  }

  private Map<String, List<String>> sent(String... pairs) {
    var sent = new LinkedHashMap<>(form.parameters(SALE, SHANGHAI));
    for (var i = 0; i < pairs.length; i += 2) {
      sent.put(pairs[i], List.of(pairs[i + 1]));
    }
    return sent;
  }

  private List<FieldError> errors(Map<String, List<String>> sent) {
    return form.parse(sent, SHANGHAI) instanceof Parsed.Invalid<Sale>(var errors)
        ? errors
        : List.of();
  }

  private void assertError(Map<String, List<String>> sent, String field, String key) {
    assertThat(errors(sent))
        .as(sent.toString())
        .anySatisfy(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.message().key()).isEqualTo(key);
            });
  }

  @Test
  void a_record_survives_the_way_into_the_form_and_back() {
    assertThat(form.parse(form.parameters(SALE, SHANGHAI), SHANGHAI))
        .isEqualTo(new Parsed.Valid<>(SALE));
    var bare =
        new Sale(
            "a",
            SALE.from(),
            Optional.empty(),
            false,
            Colour.RED,
            SALE.daily(),
            SALE.items(),
            List.of());
    assertThat(form.parse(form.parameters(bare, SHANGHAI), SHANGHAI))
        .isEqualTo(new Parsed.Valid<>(bare));
  }

  @Test
  void values_are_entered_as_people_write_them() {
    var sent = form.parameters(SALE, SHANGHAI);
    assertThat(sent)
        .containsEntry("from", List.of("2026-11-11T20:00"))
        .containsEntry("items[0].price", List.of("9.90"))
        .containsEntry("items[1].price", List.of("1000.00"))
        .containsEntry("items[0].sku", List.of("7"))
        .containsEntry("words", List.of("a", "b"));
    var typed = sent("items[1].price", "￥1,000.5", "open", "on", "title", "  双十一  ");
    assertThat(form.parse(typed, SHANGHAI))
        .isInstanceOfSatisfying(
            Parsed.Valid.class,
            valid -> {
              var sale = (Sale) valid.value();
              assertThat(sale.items().get(1).price()).isEqualTo(100_050);
              assertThat(sale.title()).isEqualTo("双十一");
            });
  }

  @Test
  void rows_that_are_left_empty_are_not_there_and_gaps_do_not_matter() {
    var sent = sent("items[4].sku", "9", "items[4].price", "1", "items[4].pieces", "1");
    sent.put("items[2].sku", List.of(""));
    sent.put("items[2].price", List.of(" "));
    assertThat(form.parse(sent, SHANGHAI))
        .isInstanceOfSatisfying(
            Parsed.Valid.class, valid -> assertThat(((Sale) valid.value()).items()).hasSize(3));
  }

  @Test
  void what_is_wrong_is_said_at_the_field() {
    assertError(sent("title", ""), "title", "validation.NotNull");
    assertError(sent("title", "x".repeat(21)), "title", "validation.Size");
    assertError(sent("from", "tomorrow"), "from", "form.not_a_time");
    assertError(sent("limit", "1.5"), "limit", "form.not_a_number");
    assertError(sent("limit", "99999999999"), "limit", "error.request.field.range");
    assertError(sent("colour", "GREEN"), "colour", "form.not_a_choice");
    assertError(sent("items[1].sku", "x'; DROP"), "items[1].sku", "form.not_a_sku");
    assertError(sent("items[0].price", "9.999"), "items[0].price", "form.not_an_amount");
    assertError(sent("items[0].price", "0"), "items[0].price", "validation.Min");
    assertError(sent("items[0].pieces", "101"), "items[0].pieces", "validation.Max");
    var none = sent();
    none.keySet().removeIf(name -> name.startsWith("items"));
    assertError(none, "items", "validation.NotEmpty");
  }

  @Test
  void a_form_that_was_refused_keeps_what_was_typed_with_the_error_beside_it() {
    var sent = sent("items[1].price", "cheap");
    var filled = form.fill(sent, errors(sent));
    var items = filled.stream().filter(f -> f.path().equals("items")).findFirst().orElseThrow();
    var price = items.rows().get(1).get(1);
    assertThat(price.value()).isEqualTo("cheap");
    assertThat(price.error().orElseThrow().key()).isEqualTo("form.not_an_amount");
  }

  @Test
  void fields_follow_the_record() {
    assertThat(form.fields())
        .extracting(FormField::kind)
        .containsExactly(
            Kind.TEXT,
            Kind.INSTANT,
            Kind.INTEGER,
            Kind.BOOLEAN,
            Kind.ENUM,
            Kind.TIME,
            Kind.RECORDS,
            Kind.TEXTS);
    var title = form.fields().getFirst();
    assertThat(title.label()).isEqualTo("trial.field.Sale.title");
    assertThat(title.required()).isTrue();
    assertThat(title.max()).contains(20L);
    assertThat(form.fields().get(5).help()).contains("trial.field.Sale.daily.help");
    assertThat(form.fields().get(2).required()).isFalse();
  }

  @Test
  void a_component_that_no_field_fits_is_named() {
    assertThatThrownBy(() -> new FormModel<>("trial", Odd.class, Json.newMapper(), constraints))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Odd.thing");
  }

  @Test
  @SuppressWarnings("unchecked")
  void the_json_schema_says_the_same() {
    var schema = Schemas.document("trial", Sale.class);
    var sale = (Map<String, Object>) ((Map<String, Object>) schema.get("$defs")).get("trial.Sale");
    assertThat((List<String>) sale.get("required"))
        .contains("title", "items")
        .doesNotContain("limit");
    assertThat(((Map<String, Object>) sale.get("properties")).get("title"))
        .isEqualTo(Map.of("type", "string", "maxLength", 20L, "minLength", 1));
  }
}
