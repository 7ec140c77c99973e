package io.wanpu.miniprogram.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.Digests;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final String PAINTED =
      "<wx-view class=\"a--box a--wide\" role=\"link\"><shop-card wx-host=\"b\"></shop-card></wx-view>";

  private static String seen(String css) {
    return Rules.of(css).seenIn(PAINTED).css();
  }

  @Test
  void rules_stay_that_ask_for_nothing_else() {
    assertThat(seen("*,::before{margin:0}.a--box{color:red}.a--gone{color:blue}wx-view{top:0}"))
        .isEqualTo("*,::before{margin:0}.a--box{color:red}wx-view{top:0}");
    assertThat(seen("[wx-host=\"b\"]{top:1px}[wx-host=\"c\"]{top:2px}[hidden]{display:none}"))
        .isEqualTo("[wx-host=\"b\"]{top:1px}[hidden]{display:none}");
    assertThat(seen(".mp-nav{top:0}.mp-modal{top:0}html,body{margin:0}"))
        .isEqualTo(".mp-nav{top:0}html,body{margin:0}");
  }

  @Test
  void only_selectors_that_can_match_are_kept_of_a_list() {
    assertThat(seen(".a--gone,.a--box:not(.a--gone)>wx-view,wx-text .a--box{top:0}"))
        .isEqualTo(".a--box:not(.a--gone)>wx-view{top:0}");
  }

  @Test
  void conditions_are_kept_with_what_is_in_them() {
    assertThat(
            seen(
                "@media(min-width:600px){.a--box{top:0}.gone{top:1px}}@media print{.gone{top:0}}.a--wide{left:0}"))
        .isEqualTo("@media(min-width:600px){.a--box{top:0}}.a--wide{left:0}");
  }

  @Test
  void animations_come_with_the_rules_that_name_them() {
    assertThat(
            seen(
                "@keyframes turn{from{top:0}to{top:1px}}@keyframes fade{to{opacity:0}}.a--box{animation:turn 1s}"))
        .isEqualTo(".a--box{animation:turn 1s}@keyframes turn{from{top:0}to{top:1px}}");
  }

  @Test
  void braces_in_texts_and_addresses_are_no_braces() {
    var rule = ".a--box{content:\"}\";background:url(\"data:image/svg+xml,{'}\")}";
    assertThat(seen(rule + ".gone{top:0}.a--wide{top:0}")).isEqualTo(rule + ".a--wide{top:0}");
  }

  @Test
  void a_frame_that_fills_the_window_is_no_container_unless_heights_are_shares_of_it() {
    var containers = ".mp-frame,.mp-view{container-type:size}";
    assertThat(seen(containers + ".a--box{width:3cqw}"))
        .isEqualTo("@media(min-width:600px){" + containers + "}.a--box{width:3cqw}");
    assertThat(seen(containers + ".a--box{height:50cqh}"))
        .isEqualTo(containers + ".a--box{height:50cqh}");
    assertThat(seen(containers + "@container(width>9px){.a--box{top:0}}"))
        .startsWith(containers + "@container");
  }

  @Test
  void the_sheet_brings_the_name_that_a_policy_needs() {
    var sheet = Rules.of(".a--box{top:0}").seenIn(PAINTED);
    assertThat(sheet.hash())
        .isEqualTo(
            "sha256-" + Base64.getEncoder().encodeToString(Digests.sha256(".a--box{top:0}")));
  }

  @Test
  void styles_that_could_end_their_element_stay_out_of_the_page() {
    assertThat(seen(".a--box{content:\"</style>\"}")).isEmpty();
  }
}
