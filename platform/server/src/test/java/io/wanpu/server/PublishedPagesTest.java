package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.content.StoredBlock;
import io.wanpu.kernel.shared.Json;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.design.Look;
import io.wanpu.miniprogram.designer.PreviewTokens.Seen;
import io.wanpu.miniprogram.web.WebBundle;
import io.wanpu.runtime.block.BlockDesk.Read;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestJar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages on their way from the designer into the storefront. */
@MallTest
class PublishedPagesTest {
  private static final Actor WHO = Actor.system();

  private static StoredBlock block(String plugin, String type, int version, String props) {
    return new StoredBlock(plugin, type, version, (ObjectNode) Json.tree(props));
  }

  private static PageContent page(StoredBlock... blocks) {
    return new PageContent("", List.of(blocks));
  }

  private static PageContent titled(String text) {
    return page(block("core", "title", 1, Shop.json("text", text)));
  }

  /** What the browser gets of the shop's own choices. */
  private static String own(WebBundle bundle) {
    var name =
        bundle.scripts().stream()
            .filter(each -> each.startsWith("shop."))
            .findFirst()
            .orElseThrow();
    return new String(
        java.util.Objects.requireNonNull(bundle.assets().get(name)).content(),
        StandardCharsets.UTF_8);
  }

  private static String web(Storefronts storefronts, Shop shop) {
    return own(shop.call(() -> storefronts.web(shop.mall().tenants().current(), "/s/test/")));
  }

  private static Optional<String> preview(Storefronts storefronts, Shop shop, String token) {
    return shop.call(
        () ->
            storefronts
                .preview(shop.mall().tenants().current(), "/s/test/", token)
                .map(PublishedPagesTest::own));
  }

  @Test
  void a_page_shows_when_it_is_published_and_what_was_before_when_staff_go_back(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var designer = storefronts.designs().designer();
    var pages = shop.mall().shopPages();
    assertThat(web(storefronts, shop)).contains("今日好物").doesNotContain("第一版");
    shop.run(
        () -> {
          var saved = designer.save(WHO, ShopPage.HOME, 0, titled("第一版"));
          assertThat(web(storefronts, shop)).doesNotContain("第一版");
          pages.publish(WHO, ShopPage.HOME, saved.version());
          assertThat(web(storefronts, shop)).contains("第一版").doesNotContain("今日好物");
          saved = designer.save(WHO, ShopPage.HOME, saved.version(), titled("第二版"));
          pages.publish(WHO, ShopPage.HOME, saved.version());
          assertThat(web(storefronts, shop)).contains("第二版");
          pages.rollBack(WHO, ShopPage.HOME, 1);
          assertThat(web(storefronts, shop)).contains("第一版").doesNotContain("第二版");
        });
  }

  @Test
  void the_first_page_of_every_theme_can_be_edited_and_shows_what_it_showed(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var designer = storefronts.designs().designer();
    for (var theme : List.of("plain", "market", "atelier")) {
      shop.run(
          () -> {
            var looks = storefronts.looks();
            looks.choose(WHO, new Look(theme, ""), looks.edit().version());
            var edit = designer.open(ShopPage.HOME);
            assertThat(edit.draft().blocks()).as(theme).hasSizeGreaterThan(3);
            for (var block : edit.draft().blocks()) {
              var desk = designer.types().find(block.plugin(), block.type()).orElseThrow();
              assertThat(desk.read(block.props(), block.version()))
                  .as(theme + " " + block)
                  .isEqualTo(new Read.Fine(block.props()));
            }
          });
    }
    shop.run(
        () -> {
          var edit = designer.open(ShopPage.HOME);
          var saved = designer.save(WHO, ShopPage.HOME, 0, edit.draft());
          shop.mall().shopPages().publish(WHO, ShopPage.HOME, saved.version());
        });
    assertThat(web(storefronts, shop)).contains("\"best-selling\"", "\"square\"", "把日子过得慢一点");
  }

  @Test
  void a_preview_shows_the_draft_to_who_holds_its_token_for_a_quarter_of_an_hour(
      Shop shop, Shop other, TestClock clock) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var token =
        shop.call(
            () -> {
              storefronts.designs().designer().save(WHO, ShopPage.HOME, 0, titled("还没发布"));
              return storefronts
                  .designs()
                  .preview(shop.mall().tenants().current(), new Seen(ShopPage.HOME, 0))
                  .replaceFirst("_preview/(.*)/", "$1");
            });
    assertThat(preview(storefronts, shop, token).orElseThrow()).contains("还没发布");
    assertThat(web(storefronts, shop)).doesNotContain("还没发布");
    assertThat(preview(storefronts, other, token)).isEmpty();
    assertThat(preview(storefronts, shop, token.substring(0, token.length() - 2) + "AA")).isEmpty();
    assertThat(preview(storefronts, shop, "v1.nonsense")).isEmpty();
    clock.advance(java.time.Duration.ofMinutes(16));
    assertThat(preview(storefronts, shop, token)).isEmpty();
  }

  private static TestJar notes(String version, String record, String upgrade, int number) {
    return TestJar.of("paper-notes", version)
        .source(
            """
            package notes;
            import io.wanpu.api.page.PageBlock;
            import java.util.Map;
            public class Notes implements io.wanpu.api.plugin.MallPlugin {
              public record Note(%s) {}
              static final class Block implements PageBlock<Note> {
                public String type() { return "note"; }
                public Class<Note> props() { return Note.class; }
                public Note fresh() { return new Note("hello"); }
                public int version() { return %d; }
                public Map<String, Object> upgrade(int version, Map<String, Object> props) { %s }
              }
              @Override public void contribute(io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) { to.block(new Block()); }
            }
            """
                .formatted(record, number, upgrade))
        .entry("miniprogram/miniprogram.json", "{\"blocks\": {\"note\": \"note/note\"}}")
        .entry("miniprogram/note/note.js", "Component({ properties: { props: Object } });")
        .entry("miniprogram/note/note.json", "{\"component\": true}")
        .entry("miniprogram/note/note.wxml", "<view>{{props.text}}</view>");
  }

  @Test
  void a_plugins_block_is_kept_while_its_plugin_is_away_and_upgraded_when_it_is_renewed(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var designer = storefronts.designs().designer();
    var plugins = new Plugins(shop.mall());
    plugins.install(notes("1.0.0", "String words", "return props;", 1).build());
    plugins.enable(shop, "paper-notes");
    var note = block("paper-notes", "note", 1, Shop.json("words", "一张便签"));
    shop.run(
        () -> {
          var saved = designer.save(WHO, ShopPage.HOME, 0, page(note));
          shop.mall().shopPages().publish(WHO, ShopPage.HOME, saved.version());
        });
    assertThat(web(storefronts, shop)).contains("一张便签");

    plugins.disable(shop, "paper-notes");
    assertThat(web(storefronts, shop)).doesNotContain("一张便签");
    shop.run(
        () -> {
          var edit = designer.open(ShopPage.HOME);
          assertThat(edit.draft().blocks()).containsExactly(note);
          assertThat(designer.types().find("paper-notes", "note")).isEmpty();
          var more = new StoredBlock[] {note, titled("新的").blocks().getFirst()};
          var saved = designer.save(WHO, ShopPage.HOME, edit.version(), page(more));
          assertThat(saved.draft().blocks()).hasSize(2).contains(note);
        });

    plugins.enable(shop, "paper-notes");
    assertThat(web(storefronts, shop)).contains("一张便签");
    plugins.install(
        notes("2.0.0", "String text", "return Map.of(\"text\", props.get(\"words\") + \"（新）\");", 2)
            .build());
    assertThat(web(storefronts, shop)).contains("一张便签（新）");
    plugins.disable(shop, "paper-notes");
    plugins.purge("paper-notes");
  }

  private static void refused(Shop shop, Storefronts storefronts, String why, StoredBlock block) {
    shop.run(
        () ->
            assertThatThrownBy(
                    () -> storefronts.designs().designer().save(WHO, ShopPage.HOME, 0, page(block)))
                .as(block.toString())
                .isInstanceOfSatisfying(
                    MallException.class,
                    no ->
                        assertThat(
                                no.code()
                                    + no.fields().stream()
                                        .map(f -> " " + f.field() + " " + f.message().key())
                                        .toList())
                            .contains(why)));
  }

  @Test
  void settings_that_do_not_fit_their_block_are_refused_with_the_field(Shop shop, Shop other) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var sku = other.sku(1, "1.00");
    var theirs =
        other.call(
            () ->
                java.util.Objects.requireNonNull(shop.mall().skus().facts(List.of(sku)).get(sku))
                    .product());
    refused(
        shop,
        storefronts,
        "blocks[0].limit",
        block("core", "product-list", 1, "{\"limit\":\"six\",\"layout\":\"GRID\"}"));
    refused(
        shop, storefronts, "blocks[0].limit", block("core", "product-list", 1, "{\"limit\":4000}"));
    refused(shop, storefronts, "blocks[0].text", block("core", "title", 1, "{\"text\":{\"a\":1}}"));
    refused(
        shop,
        storefronts,
        "blocks[0].link error.content.bad_link",
        block("core", "notice", 1, Shop.json("text", "x", "link", "javascript:alert(1)")));
    refused(
        shop,
        storefronts,
        "error.content.bad_link",
        block("core", "notice", 1, Shop.json("text", "x", "link", "product:" + theirs)));
    refused(
        shop,
        storefronts,
        "error.content.bad_link",
        block("core", "notice", 1, Shop.json("text", "x", "link", "path:/packages/seckill/no/no")));
    refused(
        shop,
        storefronts,
        "error.content.bad_picture",
        block(
            "core",
            "video",
            1,
            Shop.json("src", "https://example.com/a.mp4", "poster", "0".repeat(64))));
    refused(
        shop,
        storefronts,
        "error.content.bad_address",
        block("core", "video", 1, Shop.json("src", "http://example.com/a.mp4")));
    refused(shop, storefronts, "content.broken_block", block("core", "nonsense", 1, "{\"a\":1}"));
    refused(shop, storefronts, "blocks[0]", block("core", "title", 7, "{\"text\":\"x\"}"));
  }

  @Test
  void scripts_in_rich_text_are_taken_out_and_what_nobody_declared_is_dropped(Shop shop) {
    var storefronts = Storefronts.asChosen(shop.mall());
    var html = "<p onclick=\"x()\">好<script>alert(1)</script><img src=\"//evil/x.png\"></p>";
    var saved =
        shop.call(
            () ->
                storefronts
                    .designs()
                    .designer()
                    .save(
                        WHO,
                        ShopPage.HOME,
                        0,
                        page(
                            block(
                                "core", "rich-text", 1, Shop.json("html", html, "onload", "x")))));
    assertThat(saved.draft().blocks().getFirst().props().toString())
        .isEqualTo("{\"html\":\"<p>好</p>\"}");
  }
}
