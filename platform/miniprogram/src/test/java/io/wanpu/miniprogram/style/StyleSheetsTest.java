package io.wanpu.miniprogram.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleSheetsTest {
  private static final StyleScope EVERYWHERE = new StyleScope.Everywhere();

  @Test
  void lengths_become_shares_of_the_frame() {
    assertThat(
            StyleSheets.compile(".a { margin: 0 -15rpx; width: 100vw; height: 50vh }", EVERYWHERE))
        .isEqualTo(".a{margin: 0 -2cqw;width: 100cqw;height: 50cqh}");
  }

  @Test
  void strings_and_addresses_stay_as_they_are() {
    var css = ".a{content:'20rpx } .b {';background:url(data:image/svg+xml;utf8,x;20rpx)}";
    assertThat(StyleSheets.compile(css, EVERYWHERE)).isEqualTo(css);
  }

  @Test
  void tags_get_their_names_in_the_document() {
    assertThat(
            StyleSheets.compile(
                "page view > text.b:first-child,image::after{color:red}", EVERYWHERE))
        .isEqualTo("wx-page wx-view > wx-text.b:first-child,wx-image::after{color:red}");
  }

  @Test
  void a_page_reaches_itself_only() {
    assertThat(StyleSheets.compile("page,.a .b{color:red}", new StyleScope.Page("pages/a/a")))
        .isEqualTo("[data-page=\"pages/a/a\"] wx-page,[data-page=\"pages/a/a\"] .a .b{color:red}");
  }

  @Test
  void a_component_reaches_itself_only() {
    var css =
        StyleSheets.compile(
            ":host{top:0}.a.b > .c:not(.d),view,#x{color:red}@media (min-width:1px){.e{top:0}}@keyframes k{0%{top:0}}",
            new StyleScope.Component("s1"));
    assertThat(css)
        .isEqualTo(
            "[wx-host=\"s1\"]{top:0}.s1--a.s1--b > .s1--c:not(.s1--d),[wx-host=\"s1\"] wx-view,"
                + "[wx-host=\"s1\"] [id$=\"--x\"]{color:red}@media (min-width:1px){.s1--e{top:0}}@keyframes k{0%{top:0}}");
  }

  @Test
  void imports_stand_in_their_place_once_even_in_a_ring() {
    var files =
        Map.of(
            "a/a.wxss", "@import '../b.wxss';/* x */.a{top:0}",
            "b.wxss", "@import \"./a/a.wxss\";.b{top:0}");
    assertThat(StyleSheets.inlined("a/a.wxss", files::get)).isEqualTo(".b{top:0}.a{top:0}");
  }
}
