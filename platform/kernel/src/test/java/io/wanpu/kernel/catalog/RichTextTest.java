package io.wanpu.kernel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
  private static final String KEY = "0123456789abcdef".repeat(4);

  @Test
  void text_lists_tables_and_pictures_of_the_library_stay() {
    var html =
        "<h2>龙井</h2><p><strong>明前</strong>茶</p><ul><li>一</li></ul>"
            + "<table><tbody><tr><td colspan=\"2\">产地</td></tr></tbody></table>"
            + "<img src=\"media:"
            + KEY
            + "\" alt=\"茶\" />";
    assertThat(RichText.clean(html)).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"https://tracker.example/a.png\">",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<img src=\"media:../../etc\">",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<p onclick=\"alert(1)\">x</p>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<form action=\"/x\"><input name=a></form>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<div><style>*{background:red}</style></div>",
        "<p>${7*7} #{T(java.lang.Runtime)} <object data=x></object><base href=//evil.example>"
      })
  void nothing_that_runs_or_calls_out_stays(String html) {
    var clean = RichText.clean(html);
    assertThat(clean)
        .doesNotContainIgnoringCase("<script")
        .doesNotContainIgnoringCase("onerror")
        .doesNotContainIgnoringCase("onclick")
        .doesNotContainIgnoringCase("javascript:")
        .doesNotContain("<iframe", "<form", "<input", "<svg", "<object", "<base", "<style", "<a ")
        .doesNotContain("style=", "href=", "example\"", "data:image", "etc\"");
  }

  @Test
  void what_is_clean_stays_as_it_is_when_cleaned_again() {
    var once = RichText.clean("<p>价格 < 100 & \"好\" 'x' = {{a}}</p>");
    assertThat(RichText.clean(once)).isEqualTo(once);
  }
}
