package io.wanpu.admin.form;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.member.Member;
import io.wanpu.runtime.Mall;
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
