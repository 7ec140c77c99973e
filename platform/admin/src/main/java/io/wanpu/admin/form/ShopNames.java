package io.wanpu.admin.form;

import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.member.Member;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.LinkWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of what forms refer to, in the catalog of the calling shop. */
public final class ShopNames implements FieldView.Names {
  private final Mall mall;

  public ShopNames(Mall mall) {
    this.mall = mall;
  }

  @Override
  public Optional<String> sku(String id) {
    try {
      var sku = SkuId.of(id);
      return Optional.ofNullable(mall.skus().facts(List.of(sku)).get(sku))
          .map(facts -> (facts.title() + " " + facts.spec()).strip());
    } catch (MallException noId) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> product(String id) {
    try {
      return mall.products().find(ProductId.of(id)).map(Product::title);
    } catch (MallException noId) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> link(String link) {
    try {
      return LinkWords.read(link).flatMap(this::led);
    } catch (MallException noId) {
      return Optional.empty();
    }
  }

  private Optional<String> led(LinkWords link) {
    var phrases = Visit.current().phrases();
    return switch (link) {
      case LinkWords.Place place -> Optional.of(phrases.words("link.place." + place.name()));
      case LinkWords.Search search ->
          Optional.of(
              search.words().isEmpty()
                  ? phrases.words("link.everything")
                  : phrases.words("link.search", search.words()));
      case LinkWords.Product product -> product(product.id());
      case LinkWords.Category category ->
          categories(List.of()).stream()
              .filter(choice -> choice.value().equals(category.id()))
              .map(FieldView.Choice::label)
              .findFirst();
      case LinkWords.Article article -> mall.articles().find(article.id()).map(Article::title);
      case LinkWords.Decorated page ->
          mall.shopPages().all().stream()
              .filter(one -> one.name().equals(page.name()))
              .map(one -> one.draft().title().isEmpty() ? one.name() : one.draft().title())
              .findFirst();
      case LinkWords.OfPlugin page -> Optional.of(pageOf(page.plugin(), page.page()));
    };
  }

  /** What a plugin calls one of its pages: {@code <plugin>.page.<path with dots>}. */
  public static String pageOf(String plugin, String page) {
    return Visit.current()
        .phrases()
        .find(plugin + ".page." + page.replace('/', '.'))
        .orElse(plugin + " / " + page);
  }

  @Override
  public Optional<String> member(String id) {
    try {
      return mall.members().find(MemberId.of(id)).map(Member::nickname);
    } catch (MallException noId) {
      return Optional.empty();
    }
  }

  @Override
  public List<FieldView.Choice> categories(List<String> chosen) {
    return choices(mall.categories().tree(), "", chosen);
  }

  private static List<FieldView.Choice> choices(
      List<Category> level, String above, List<String> chosen) {
    var all = new ArrayList<FieldView.Choice>();
    for (var category : level) {
      var id = category.id().toString();
      all.add(new FieldView.Choice(id, above + category.name(), chosen.contains(id)));
      all.addAll(choices(category.children(), above + category.name() + " / ", chosen));
    }
    return all;
  }
}
