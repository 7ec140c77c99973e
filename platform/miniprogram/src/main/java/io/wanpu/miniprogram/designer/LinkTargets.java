package io.wanpu.miniprogram.designer;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.media.MediaKey;
import io.wanpu.miniprogram.block.BlockTypes;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.LinkWords;

/** Whether what links and pictures name is there, in the shop of the call. */
public final class LinkTargets {
  private final Mall mall;
  private final BlockTypes types;

  public LinkTargets(Mall mall, BlockTypes types) {
    this.mall = mall;
    this.types = types;
  }

  /** Whether a link leads somewhere. */
  public boolean leads(String link) {
    try {
      return LinkWords.read(link).filter(this::isThere).isPresent();
    } catch (MallException noId) {
      return false;
    }
  }

  private boolean isThere(LinkWords link) {
    return switch (link) {
      case LinkWords.Place place -> true;
      case LinkWords.Search search -> true;
      case LinkWords.Product product ->
          mall.products().find(ProductId.of(product.id())).isPresent();
      case LinkWords.Category category ->
          mall.categories().within(CategoryId.of(category.id())).size() > 0;
      case LinkWords.Article article ->
          mall.articles()
              .find(article.id())
              .filter(found -> found.kind() == Article.Kind.STORY)
              .isPresent();
      case LinkWords.Decorated page ->
          page.name().equals(ShopPage.HOME)
              || mall.shopPages().all().stream().anyMatch(one -> one.name().equals(page.name()));
      case LinkWords.OfPlugin page -> types.pages(page.plugin()).contains(page.page());
    };
  }

  /** Whether the library has a picture. */
  public boolean hasPicture(String key) {
    return mall.media().find(new MediaKey(key)).isPresent();
  }
}
