package io.wanpu.storefront.web;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.idempotency.KeptAnswers;
import io.wanpu.runtime.Mall;
import java.util.function.Predicate;

/** What stands before the resources of the shoppers' API. */
public final class Api {
  private final Services services;
  private final ApiFilter filter;
  private final ProductBytes products = new ProductBytes();

  public Api(Mall mall, Limits.Rates rates) {
    var texts = mall.texts();
    this.services =
        new Services(
            mall,
            texts,
            new Problems(texts),
            products,
            new Limits(rates),
            new Repeats(new KeptAnswers(mall.tenantDb(), mall.clock())));
    this.filter = new ApiFilter(services);
    mall.bells()
        .listen(
            Mall.CATALOG_BELL,
            (shop, product) ->
                shop.ifPresent(changed -> products.changed(changed, ProductId.of(product))));
  }

  /**
   * First pages of shops, with what the resources answer.
   *
   * @param writer makes documents of them
   */
  public FirstPages firstPages(FirstPages.Writer writer) {
    var pages = new FirstPages(services, writer);
    services
        .mall()
        .bells()
        .listen(Mall.CATALOG_BELL, (shop, product) -> shop.ifPresent(pages::changed));
    return pages;
  }

  /** Goes before everything under {@code /api}. */
  public ApiFilter filter() {
    return filter;
  }

  /**
   * Goes before everything under {@code /s}.
   *
   * @param free names of assets that are not counted
   */
  public PageLimit pageLimit(Predicate<String> free) {
    return new PageLimit(services.limits(), services.texts(), free);
  }
}
