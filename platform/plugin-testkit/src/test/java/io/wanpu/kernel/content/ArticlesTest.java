package io.wanpu.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a shop tells its shoppers. */
@MallTest
class ArticlesTest {
  private static ArticleDraft draft(Article.Kind kind, String title, Optional<Instant> from) {
    return new ArticleDraft(kind, title, "", Optional.empty(), "<p>一段话</p>", from);
  }

  @Test
  void shoppers_see_stories_from_the_moment_they_are_published(
      Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var now = clock.instant();
          var articles = mall.articles();
          var told =
              articles.write(Actor.system(), draft(Article.Kind.STORY, "旧", Optional.of(now)));
          articles.write(Actor.system(), draft(Article.Kind.STORY, "草稿", Optional.empty()));
          var later =
              articles.write(
                  Actor.system(),
                  draft(Article.Kind.STORY, "新", Optional.of(now.plus(Duration.ofHours(1)))));
          assertThat(articles.published(Optional.empty(), 10).items())
              .extracting(Article::id)
              .containsExactly(told.id());
          assertThat(articles.story(later.id())).isEmpty();
          clock.advance(Duration.ofHours(2));
          var first = articles.published(Optional.empty(), 1);
          assertThat(first.items()).extracting(Article::id).containsExactly(later.id());
          assertThat(articles.published(first.next(), 1).items())
              .extracting(Article::id)
              .containsExactly(told.id());
          assertThat(articles.list(Optional.empty(), 10).items()).hasSize(3);
        });
  }

  @Test
  void the_latest_privacy_notice_holds_and_is_no_story(Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var articles = mall.articles();
          assertThat(articles.privacy()).isEmpty();
          var now = clock.instant();
          articles.write(Actor.system(), draft(Article.Kind.PRIVACY, "一", Optional.of(now)));
          clock.advance(Duration.ofSeconds(1));
          var second =
              articles.write(
                  Actor.system(), draft(Article.Kind.PRIVACY, "二", Optional.of(clock.instant())));
          assertThat(articles.privacy()).map(Article::title).contains("二");
          assertThat(articles.story(second.id())).isEmpty();
        });
  }

  @Test
  void scripts_are_taken_out_and_the_slower_editor_is_told(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var articles = mall.articles();
          var written =
              articles.write(
                  Actor.system(),
                  new ArticleDraft(
                      Article.Kind.STORY,
                      "标题",
                      "",
                      Optional.empty(),
                      "<p onclick=x()>好</p><script>alert(1)</script>",
                      Optional.empty()));
          assertThat(articles.find(written.id())).map(Article::body).contains("<p>好</p>");
          var changed = draft(Article.Kind.STORY, "改", Optional.empty());
          articles.change(Actor.system(), written.id(), written.version(), changed);
          assertThatThrownBy(
                  () -> articles.change(Actor.system(), written.id(), written.version(), changed))
              .isInstanceOfSatisfying(
                  MallException.class,
                  e -> assertThat(e.code()).isEqualTo("content.article_changed"));
          articles.remove(Actor.system(), written.id());
          assertThat(articles.find(written.id())).isEmpty();
        });
  }

  @Test
  void the_articles_of_one_shop_are_not_there_in_another(Mall mall, Shop shop, Shop other) {
    var written =
        other.call(
            () ->
                mall.articles()
                    .write(
                        Actor.system(),
                        draft(Article.Kind.STORY, "别家的", Optional.of(mall.clock().instant()))));
    shop.run(
        () -> {
          assertThat(mall.articles().story(written.id())).isEmpty();
          assertThat(mall.articles().published(Optional.empty(), 10).items()).isEmpty();
        });
  }
}
