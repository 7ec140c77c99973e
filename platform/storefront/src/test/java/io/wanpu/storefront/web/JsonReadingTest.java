package io.wanpu.storefront.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {
  record Item(@Min(1) @Max(99) int quantity) {}

  record Wish(
      @NotBlank @Size(max = 5) String name,
      Optional<@Size(max = 3) String> note,
      @Size(min = 1) List<@Valid Item> items) {}

  private static Wish read(String json) {
    return JsonReading.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Wish.class);
  }

  private static MallException refusal(String json) {
    return catchThrowableOfType(MallException.class, () -> read(json));
  }

  @Test
  void reads_what_is_right() {
    assertThat(read("{'name':'茶','items':[{'quantity':1}],'unknown':{}}"))
        .isEqualTo(new Wish("茶", Optional.empty(), List.of(new Item(1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'name':'','items':[{'quantity':1}]}               | name",
        "{'name':'123456','items':[{'quantity':1}]}         | name",
        "{'name':7,'items':[{'quantity':1}]}                | name",
        "{'items':[{'quantity':1}]}                         | name",
        "{'name':'a','note':'abcd','items':[{'quantity':1}]}| note",
        "{'name':'a','items':[]}                            | items",
        "{'name':'a','items':[{'quantity':0}]}              | items[0].quantity",
        "{'name':'a','items':[{'quantity':1},{'quantity':-5}]}  | items[1].quantity",
        "{'name':'a','items':[{'quantity':1.5}]}            | items[0].quantity",
        "{'name':'a','items':[{'quantity':99999999999}]}    | items[0].quantity",
        "{'name':'a','items':[{}]}                          | items[0].quantity"
      })
  void names_the_field_at_fault(String json, String field) {
    var refusal = refusal(json);
    assertThat(refusal.kind().status()).isEqualTo(422);
    assertThat(refusal.fields()).extracting(FieldError::field).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "nonsense",
        "{'name':'a','items':[{'quantity':1}]} x",
        "{'name':'a','name':'b'}"
      })
  void says_what_is_no_json(String json) {
    assertThat(refusal(json).kind().status()).isEqualTo(400);
  }
}
