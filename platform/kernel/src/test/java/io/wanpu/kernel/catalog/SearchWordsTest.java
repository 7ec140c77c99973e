package io.wanpu.kernel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.id.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  private static final TenantId SHOP = new TenantId(7);

  private static boolean finds(String words, String title) {
    var index = List.of(SearchWords.index(SHOP, List.of(title)).split(" "));
    var query = SearchWords.query(SHOP, words);
    return !query.isEmpty()
        && Arrays.stream(query.split(" "))
            .map(w -> w.substring(1))
            .allMatch(
                w ->
                    w.endsWith("*")
                        ? index.stream().anyMatch(t -> t.startsWith(w.substring(0, w.length() - 1)))
                        : index.contains(w));
  }

  @Test
  void every_token_carries_the_shop() {
    assertThat(SearchWords.index(SHOP, List.of("龙井茶 Tea 500g")).split(" "))
        .allMatch(t -> t.startsWith("t7_"))
        .contains("t7_龙井", "t7_井茶", "t7_茶", "t7_tea", "t7_500g");
    assertThat(SearchWords.query(SHOP, "龙井 tea").split(" ")).allMatch(t -> t.startsWith("+t7_"));
  }

  @Test
  void words_are_found_wherever_they_stand() {
    assertThat(finds("手机", "苹果手机壳")).isTrue();
    assertThat(finds("果手", "苹果手机壳")).isTrue();
    assertThat(finds("红色手机", "手机壳 红色")).isTrue();
    assertThat(finds("ＩＰＨ", "Apple iPhone")).isTrue();
    assertThat(finds("电视", "苹果手机壳")).isFalse();
    assertThat(finds("手机 电视", "苹果手机壳")).isFalse();
  }

  @Test
  void a_title_is_found_by_any_part_of_its_chinese_text() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var titles = List.of("中华人民共和国特产龙井茶叶礼盒", "纯棉加厚浴巾三件套", "儿童益智积木拼装玩具");
    for (var i = 0; i < 300; i++) {
      var title = titles.get(random.nextInt(titles.size()));
      var from = random.nextInt(title.length() - 1);
      var to = from + 1 + random.nextInt(title.length() - from);
      assertThat(finds(title.substring(from, Math.min(to, title.length())), title))
          .as("seed %d: %d..%d of %s", seed, from, to, title)
          .isTrue();
    }
  }

  @Test
  void operators_of_the_database_are_no_words() {
    for (var words : List.of("", " ", "+-><()~*\"@", "'--", "%_", "😀", "，。！", "\u0000\ud83d")) {
      assertThat(SearchWords.query(SHOP, words)).as(words).isEmpty();
    }
    assertThat(SearchWords.query(SHOP, "a\" -b) +c")).isEqualTo("+t7_a* +t7_b* +t7_c*");
  }

  @Test
  void a_very_long_text_neither_fails_nor_outgrows_its_column() {
    var text = "龙井茶".repeat(20_000) + " " + "x".repeat(50_000) + " a".repeat(20_000);
    assertThat(SearchWords.index(SHOP, List.of(text)).length()).isLessThan(60_000);
    assertThat(SearchWords.query(SHOP, text).split(" ")).hasSizeLessThan(30);
  }
}
