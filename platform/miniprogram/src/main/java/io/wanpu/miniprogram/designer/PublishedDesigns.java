package io.wanpu.miniprogram.designer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.content.LivePages;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.block.BlockTypes;
import io.wanpu.miniprogram.design.DesignedPage;
import io.wanpu.miniprogram.design.Look;
import io.wanpu.miniprogram.design.Looks;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.design.ShopDesigns;
import io.wanpu.miniprogram.design.Theme;
import io.wanpu.miniprogram.designer.PreviewTokens.Seen;
import io.wanpu.runtime.Mall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The look that a shop has chosen with the pages that it has published. As long as none of this
 * changes the answer is the same object.
 */
public final class PublishedDesigns implements ShopDesigns {
  private final Mall mall;
  private final Looks looks;
  private final PageDesigner designer;
  private final PreviewTokens tokens;
  private final Cache<Long, Made> made =
      Caffeine.newBuilder().maximumSize(2_000).expireAfterAccess(Duration.ofHours(6)).build();

  /** A design and what it was made from. */
  private record Made(Look look, LivePages pages, List<String> plugins, ShopDesign design) {}

  /**
   * @param themes by id
   */
  public PublishedDesigns(Mall mall, Looks looks, Function<ShopDesign, Theme> themes) {
    this.mall = mall;
    this.looks = looks;
    this.designer =
        new PageDesigner(
            mall, new BlockTypes(mall), () -> themes.apply(looks.of(mall.tenants().current())));
    this.tokens = new PreviewTokens(new Secrets(mall.config().secretKey()), mall.clock());
  }

  /** Staff's work on pages. */
  public PageDesigner designer() {
    return designer;
  }

  @Override
  public ShopDesign of(Tenant shop) {
    var look = looks.edit().look();
    var pages = mall.shopPages().live();
    var plugins =
        mall.plugins().serving().stream().map(plugin -> plugin.sha256().toString()).toList();
    var known = made.getIfPresent(shop.id().value());
    if (known != null
        && known.pages() == pages
        && known.look().equals(look)
        && known.plugins().equals(plugins)) {
      return known.design();
    }
    var shown = new TreeMap<String, DesignedPage>();
    pages.pages().forEach((name, content) -> shown.put(name, designer.shown(shop, content)));
    var design = looks.of(shop).with(shown);
    made.put(shop.id().value(), new Made(look, pages, plugins, design));
    return design;
  }

  /** The address of a preview within the shop's, for a quarter of an hour; the shop is bound. */
  public String preview(Tenant shop, Seen seen) {
    return "_preview/" + tokens.issue(shop.id(), seen) + "/";
  }

  /** The shop as a preview shows it; empty when the token opens nothing. The shop is bound. */
  public Optional<ShopDesign> preview(Tenant shop, String token) {
    return tokens.read(shop.id(), token).flatMap(seen -> opened(shop, seen));
  }

  private Optional<ShopDesign> opened(Tenant shop, Seen seen) {
    try {
      var edit = designer.open(seen.page());
      Optional<PageContent> content =
          seen.no() == 0
              ? Optional.of(edit.draft())
              : mall.shopPages().content(seen.page(), seen.no());
      return content.map(
          page -> {
            var pages = new TreeMap<>(of(shop).pages());
            pages.put(edit.name(), designer.shown(shop, page));
            return of(shop).with(pages);
          });
    } catch (MallException gone) {
      return Optional.empty();
    }
  }
}
