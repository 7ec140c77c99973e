package io.wanpu.storefront.web;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.idempotency.KeptAnswers;
import io.wanpu.kernel.text.Texts;
import io.wanpu.runtime.Mall;

/** The shoppers' API on top of a mall: what a server puts before the resources. */
public final class Storefront {
  private final Services services;
  private final ApiFilter filter;

  public Storefront(Mall mall, Texts texts, Limits.Rates rates) {
    this.services =
        new Services(
            mall,
            texts,
            new Problems(texts),
            new ProductBytes(),
            new Languages(mall.members()),
            new Limits(rates),
            new Repeats(new KeptAnswers(mall.tenantDb(), mall.clock())));
    mall.bells()
        .listen(
            "catalog",
            (shop, product) ->
                shop.ifPresent(s -> services.products().changed(s, ProductId.of(product))));
    this.filter =
        new ApiFilter(
            services,
            (call, path, body, response) -> {
              throw io.wanpu.api.error.MallException.notFound("plugin.disabled");
            });
  }

  /** Goes before everything under {@code /api}. */
  public ApiFilter filter() {
    return filter;
  }
}
