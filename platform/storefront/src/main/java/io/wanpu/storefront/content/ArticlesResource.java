package io.wanpu.storefront.content;

import io.wanpu.api.error.MallException;
import io.wanpu.kernel.content.Article;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ListQuery;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the shop has to tell. */
@Path("shops/{shop}/articles")
@Produces(MediaType.APPLICATION_JSON)
public class ArticlesResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "Published articles, latest first", tag = "shop", open = true)
  public ArticleList list(
      @QueryParam("after") @Param("Where the page starts: next of the page before")
          @Nullable String after,
      @QueryParam("limit") @Param(value = "Items of a page, 1..100", kind = Param.Kind.NUMBER)
          @Nullable String limit) {
    var page = call.mall().articles().published(ListQuery.text(after), ListQuery.limit(limit));
    return new ArticleList(
        page.items().stream()
            .map(
                article ->
                    new Headline(
                        article.id(),
                        article.title(),
                        article.summary(),
                        call.media(article.cover()),
                        article.publishedAt()))
            .toList(),
        page.next());
  }

  @GET
  @Path("{article}")
  @Doc(value = "An article", tag = "shop", open = true, problems = "404 content.article_unknown")
  public ArticleView article(
      @PathParam("article") @Param(value = "Article", kind = Param.Kind.ID) String article) {
    return call.mall()
        .articles()
        .story(article)
        .map(found -> ArticleView.of(call, found))
        .orElseThrow(() -> MallException.notFound("content.article_unknown"));
  }

  /** An article in a list. @param cover address of its picture */
  public record Headline(
      String id,
      String title,
      String summary,
      Optional<String> cover,
      Optional<Instant> publishedAt) {}

  /**
   * @param next where the next page starts; none on the last one
   */
  public record ArticleList(List<Headline> items, Optional<String> next) {}

  /**
   * An article.
   *
   * @param cover address of its picture
   * @param body clean HTML
   */
  public record ArticleView(
      String id,
      String title,
      String summary,
      Optional<String> cover,
      String body,
      Optional<Instant> publishedAt) {
    static ArticleView of(ShopCall call, Article article) {
      return new ArticleView(
          article.id(),
          article.title(),
          article.summary(),
          call.media(article.cover()),
          html(call, article),
          article.publishedAt());
    }
  }

  static String html(ShopCall call, Article article) {
    return article.body().replace("\"media:", '"' + call.media(""));
  }
}
