package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.text.Arg;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.design.Block;
import io.wanpu.miniprogram.design.DesignedPage;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.design.TabBar;
import io.wanpu.miniprogram.web.WebBundle;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestJar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a shop decides shows in its storefront at the next request. */
@MallTest
class StorefrontsTest {
  private static final String MAIN =
      "package diary; public class Diary implements io.wanpu.api.plugin.MallPlugin {"
          + " @Override public void contribute(io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {} }";

  private static TestJar diary(String id, String template) {
    return TestJar.of(id, "1.0.0")
        .source(MAIN)
        .entry("miniprogram/miniprogram.json", "{\"pages\": [\"list/list\"]}")
        .entry("miniprogram/list/list.js", "Page({});")
        .entry("miniprogram/list/list.json", "{}")
        .entry("miniprogram/list/list.wxml", template);
  }

  private static WebBundle web(Storefronts storefronts, Shop shop) {
    return shop.call(() -> storefronts.web(shop.mall().tenants().current(), "/s/test/"));
  }

  @Test
  void a_plugin_is_there_when_it_is_switched_on_and_gone_when_it_is_off(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var plugins = new Plugins(shop.mall());
    plugins.install(diary("diary-pages", "<view>{{day}}</view>").build());
    assertThat(web(storefronts, shop).pages()).doesNotContain("packages/diary-pages/list/list");
    plugins.enable(shop, "diary-pages");
    assertThat(web(storefronts, shop).pages()).contains("packages/diary-pages/list/list");
    plugins.disable(shop, "diary-pages");
    assertThat(web(storefronts, shop).pages()).doesNotContain("packages/diary-pages/list/list");
    plugins.purge("diary-pages");
  }

  @Test
  void a_plugin_with_a_broken_template_is_left_out_and_the_shop_goes_on(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var plugins = new Plugins(shop.mall());
    plugins.install(diary("broken-pages", "<view>\n{{day +}}</view>").build());
    plugins.enable(shop, "broken-pages");
    var bundle = web(storefronts, shop);
    assertThat(bundle.pages()).contains("pages/home/home");
    assertThat(bundle.failures().get("broken-pages"))
        .startsWith("packages/broken-pages/list/list.wxml:2:");
    plugins.disable(shop, "broken-pages");
    plugins.purge("broken-pages");
  }

  @Test
  void another_design_shows_at_once_and_only_the_shops_own_part_changes(Shop shop) {
    var design = new AtomicReference<>(ShopDesign.DEFAULT);
    var storefronts = new Storefronts(shop.mall(), tenant -> design.get());
    var before = web(storefronts, shop);
    var title = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
    design.set(
        new ShopDesign(
            "plain",
            new TreeMap<>(Map.of("accent", "#005f73")),
            new TreeMap<>(
                Map.of(
                    "home",
                    new DesignedPage(
                        "",
                        List.of(
                            new Block("core", "title", 1, title.put("text", "新年好")),
                            new Block("gone", "strip", 1, title))))),
            TabBar.CORE));
    var after = web(storefronts, shop);
    var own =
        after.scripts().stream().filter(name -> name.startsWith("shop.")).findFirst().orElseThrow();
    assertThat(
            new String(after.assets().get(own).content(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("新年好")
        .doesNotContain("\"gone\"");
    assertThat(after.notes())
        .anySatisfy(
            note -> {
              assertThat(note.key()).isEqualTo("storefront.left_out");
              assertThat(note.args()).contains(Arg.words("strip"), Arg.words("gone"));
            });
    assertThat(after.scripts()).containsAnyElementsOf(before.scripts());
    assertThat(storefronts.asset(before.scripts().getLast())).isPresent();
  }
}
