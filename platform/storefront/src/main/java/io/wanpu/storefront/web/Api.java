package io.wanpu.storefront.web;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.idempotency.KeptAnswers;
import io.wanpu.runtime.Mall;

/** What stands before the resources of the shoppers' API. */
public final class Api {
  private final ApiFilter filter;

  public Api(Mall mall, Limits.Rates rates) {
    var texts = mall.texts();
    var products = new ProductBytes();
    mall.bells()
        .listen(
            "catalog",
            (shop, product) -> shop.ifPresent(s -> products.changed(s, ProductId.of(product))));
    this.filter =
        new ApiFilter(
            new Services(
                mall,
                texts,
                new Problems(texts),
                products,
                new Limits(rates),
                new Repeats(new KeptAnswers(mall.tenantDb(), mall.clock()))));
  }

  /** Goes before everything under {@code /api}. */
  public ApiFilter filter() {
    return filter;
  }
}
