package io.wanpu.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditEntry;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pages that staff decorate: drafts, versions that shoppers see, and the way back. */
@MallTest
class ShopPagesTest {
  private static final Actor WHO = Actor.system();

  private static PageContent saying(String text) {
    var props = PageContent.noProps().put("text", text);
    return new PageContent("春天", List.of(new StoredBlock("core", "title", 1, props)));
  }

  private static String live(Mall mall, String name) {
    var page = mall.shopPages().live().pages().get(name);
    return page == null ? "nothing" : page.blocks().getFirst().props().path("text").asText();
  }

  private static void refused(String code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            MallException.class,
            e ->
                assertThat(
                        e.code() + e.fields().stream().map(f -> " " + f.message().key()).toList())
                    .contains(code));
  }

  @Test
  void shoppers_see_what_was_published_and_staff_can_go_back(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var page = pages.create(WHO, "spring", saying("一"));
          assertThat(live(mall, "spring")).isEqualTo("nothing");
          page = pages.publish(WHO, page.id(), page.version());
          assertThat(live(mall, "spring")).isEqualTo("一");
          assertThat(page.isChanged()).isFalse();

          page = pages.save(WHO, page.id(), page.version(), saying("二"));
          assertThat(live(mall, "spring")).isEqualTo("一");
          assertThat(page.isChanged()).isTrue();
          page = pages.publish(WHO, page.id(), page.version());
          assertThat(live(mall, "spring")).isEqualTo("二");

          page = pages.rollBack(WHO, page.id(), 1);
          assertThat(live(mall, "spring")).isEqualTo("一");
          assertThat(page.draft()).isEqualTo(saying("二"));
          assertThat(page.isChanged()).isTrue();
          page = pages.takeAsDraft(WHO, page.id(), page.version(), 1);
          assertThat(page.isChanged()).isFalse();
          assertThat(pages.versions(page.id(), Optional.empty(), 10).items())
              .extracting(PageVersion::no)
              .containsExactly(2, 1);
        });
    shop.run(
        () ->
            assertThat(
                    mall.audit()
                        .list(Optional.empty(), Optional.empty(), Optional.empty(), 20)
                        .items())
                .extracting(AuditEntry::action)
                .contains("page.created", "page.published", "page.rolled_back"));
  }

  @Test
  void a_scheduled_page_goes_live_by_itself_as_it_was_when_it_was_scheduled(
      Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var page = pages.create(WHO, ShopPage.HOME, saying("定时"));
          var at = clock.instant().plus(Duration.ofHours(3));
          page = pages.schedule(WHO, ShopPage.HOME, page.version(), at);
          assertThat(page.schedule()).map(ShopPage.Schedule::at).contains(at);
          pages.save(WHO, ShopPage.HOME, page.version(), saying("后来改的"));
        });
    mall.timerWorker().work();
    shop.run(() -> assertThat(live(mall, "home")).isEqualTo("nothing"));
    clock.advance(Duration.ofHours(4));
    mall.timerWorker().work();
    shop.run(
        () -> {
          assertThat(live(mall, "home")).isEqualTo("定时");
          assertThat(mall.shopPages().find("home").orElseThrow().schedule()).isEmpty();
        });
  }

  @Test
  void what_was_scheduled_can_be_dropped_and_gives_way_to_what_is_published(
      Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var page = pages.create(WHO, "sale", saying("一"));
          var at = clock.instant().plus(Duration.ofHours(1));
          refused(
              "content.not_ahead",
              () -> pages.schedule(WHO, page.id(), page.version(), clock.instant()));
          pages.schedule(WHO, page.id(), page.version(), at);
          pages.unschedule(WHO, page.id());
          pages.schedule(WHO, page.id(), page.version(), at);
          pages.publish(WHO, page.id(), page.version());
          var second = pages.save(WHO, page.id(), page.version(), saying("二"));
          pages.publish(WHO, page.id(), second.version());
          assertThat(pages.versions(page.id(), Optional.empty(), 10).items()).hasSize(2);
          clock.advance(Duration.ofHours(2));
        });
    mall.timerWorker().work();
    shop.run(() -> assertThat(live(mall, "sale")).isEqualTo("二"));
  }

  @Test
  void the_slower_editor_is_told(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var page = pages.create(WHO, "race", saying("一"));
          pages.save(WHO, page.id(), page.version(), saying("二"));
          refused(
              "content.page_changed",
              () -> pages.save(WHO, page.id(), page.version(), saying("三")));
          refused("content.page_changed", () -> pages.publish(WHO, page.id(), page.version()));
        });
  }

  @Test
  void pages_have_limits_that_are_told(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var block = saying("一").blocks().getFirst();
          refused(
              "content.too_many_blocks",
              () ->
                  pages.create(WHO, "many", new PageContent("多", Collections.nCopies(61, block))));
          refused(
              "content.page_too_large",
              () -> pages.create(WHO, "large", saying("字".repeat(100_000))));
          refused("content.bad_page_name", () -> pages.create(WHO, "Spring Sale", saying("一")));
          refused("field.required", () -> pages.create(WHO, "bare", PageContent.blank("")));
          pages.create(WHO, "twice", saying("一"));
          refused("content.page_name_taken", () -> pages.create(WHO, "twice", saying("一")));
          pages.create(WHO, "home", PageContent.blank(""));
          refused("content.home_stays", () -> pages.remove(WHO, "home"));
        });
  }

  @Test
  void blocks_that_are_none_are_refused() {
    for (var sent :
        List.of(
            "{}",
            "[1]",
            "[{\"plugin\":\"core\",\"type\":\"title\",\"version\":\"1\",\"props\":{}}]",
            "[{\"plugin\":\"core\",\"type\":\"title\",\"version\":1,\"props\":[]}]",
            "[{\"plugin\":null,\"type\":\"title\",\"version\":1,\"props\":{}}]")) {
      refused("content.broken_block", () -> PageContent.blocks(Json.tree(sent)));
    }
  }

  @Test
  void a_copy_is_a_page_of_its_own_and_pages_can_be_removed(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var pages = mall.shopPages();
          var page = pages.create(WHO, "first", saying("一"));
          pages.publish(WHO, page.id(), page.version());
          var copy = pages.copy(WHO, page.id(), "second", "副本");
          assertThat(copy.draft().blocks()).isEqualTo(page.draft().blocks());
          pages.remove(WHO, page.id());
          assertThat(pages.find(page.id())).isEmpty();
          assertThat(live(mall, "first")).isEqualTo("nothing");
          assertThat(pages.all()).extracting(ShopPage::name).containsExactly("second");
        });
  }

  @Test
  void another_node_shows_what_was_published_here(TestMall here, Mall mall, Shop shop) {
    try (var second = here.another("pages", here.clock())) {
      var there = shop.at(second);
      there.run(() -> assertThat(live(second, "spring")).isEqualTo("nothing"));
      shop.run(
          () -> {
            var page = mall.shopPages().create(WHO, "spring", saying("一"));
            mall.shopPages().publish(WHO, page.id(), page.version());
          });
      TestMall.await(
          "the other node shows it",
          Duration.ofSeconds(5),
          () -> there.call(() -> live(second, "spring")).equals("一"));
    }
  }

  @Test
  void the_pages_of_one_shop_are_not_there_in_another(Mall mall, Shop shop, Shop other) {
    var page =
        other.call(
            () -> {
              var made = mall.shopPages().create(WHO, "theirs", saying("别家的"));
              return mall.shopPages().publish(WHO, made.id(), made.version());
            });
    shop.run(
        () -> {
          var pages = mall.shopPages();
          assertThat(pages.find(page.id())).isEmpty();
          assertThat(pages.all()).isEmpty();
          assertThat(pages.live().pages()).isEmpty();
          refused(
              "content.page_unknown",
              () -> pages.save(WHO, page.id(), page.version(), saying("改")));
          refused("content.page_unknown", () -> pages.publish(WHO, page.id(), page.version()));
          refused("content.page_unknown", () -> pages.rollBack(WHO, page.id(), 1));
          refused("content.page_unknown", () -> pages.remove(WHO, page.id()));
          refused("content.page_unknown", () -> pages.content(page.id(), 1));
        });
    other.run(() -> assertThat(live(mall, "theirs")).isEqualTo("别家的"));
  }
}
