package io.wanpu.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.api.id.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final ObjectMapper MAPPER = Json.newMapper();

  record Wish(SkuId sku, int quantity, String words, Optional<Long> price, List<String> tags) {}

  private static final String GOOD =
      "{'sku':'12','quantity':1,'words':'好😀','price':5,'tags':['a']}";

  private static Wish read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json.replace('\'', '"'), Wish.class);
  }

  @Test
  void reads_what_is_as_it_should_be() throws JsonProcessingException {
    assertThat(read(GOOD))
        .isEqualTo(new Wish(new SkuId(12), 1, "好😀", Optional.of(5L), List.of("a")));
  }

  @Test
  void only_an_optional_value_may_be_left_out() throws JsonProcessingException {
    assertThat(read(GOOD.replace(",'price':5", "")).price()).isEmpty();
    assertThat(read(GOOD.replace("5", "null")).price()).isEmpty();
    for (var part : List.of("'sku':'12',", "'quantity':1,", "'words':'好😀',", ",'tags':['a']")) {
      assertThatThrownBy(() -> read(GOOD.replace(part, ""))).as(part).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sku':12,'quantity':1,'words':'','tags':[]}",
        "{'sku':'-1','quantity':1,'words':'','tags':[]}",
        "{'sku':'99999999999999999999','quantity':1,'words':'','tags':[]}",
        "{'sku':'1','quantity':1.0,'words':'','tags':[]}",
        "{'sku':'1','quantity':1e3,'words':'','tags':[]}",
        "{'sku':'1','quantity':'1','words':'','tags':[]}",
        "{'sku':'1','quantity':true,'words':'','tags':[]}",
        "{'sku':'1','quantity':null,'words':'','tags':[]}",
        "{'sku':'1','quantity':99999999999,'words':'','tags':[]}",
        "{'sku':'1','quantity':1,'words':7,'tags':[]}",
        "{'sku':'1','quantity':1,'words':null,'tags':[]}",
        "{'sku':'1','quantity':1,'words':'\\u0000','tags':[]}",
        "{'sku':'1','quantity':1,'words':'\\ud83d','tags':[]}",
        "{'sku':'1','quantity':1,'words':'\\ude00\\ud83d','tags':[]}",
        "{'sku':'1','quantity':1,'words':'','tags':['\\u0000']}",
        "{'sku':'1','quantity':1,'words':'','tags':[null]}",
        "{'sku':'1','quantity':1,'words':'','tags':[1]}",
        "{'sku':'1','quantity':1,'words':'','tags':'a'}",
        "{'sku':'1','sku':'2','quantity':1,'words':'','tags':[]}",
        "{'sku':'1','quantity':1,'words':'','tags':[]} 1",
        "{'sku':'1','quantity':NaN,'words':'','tags':[]}",
        "[]",
        "",
        "{"
      })
  void refuses_everything_else(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void writes_instants_as_java_does() throws JsonProcessingException {
    var some =
        Stream.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "2000-02-29T23:59:59.001Z",
            "2026-12-31T08:09:10.120Z",
            "2026-01-02T03:04:05.000001Z",
            "2026-01-02T03:04:05.123456789Z",
            "9999-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z");
    var random = new Random(4711);
    var any =
        Stream.generate(
                () -> Instant.ofEpochMilli(random.nextLong(0, 253_402_300_800_000L)).toString())
            .limit(2_000);

    for (var text : Stream.concat(some, any).toList()) {
      assertThat(MAPPER.writeValueAsString(Instant.parse(text))).isEqualTo('"' + text + '"');
    }
  }
}
