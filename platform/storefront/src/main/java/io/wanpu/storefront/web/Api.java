package io.wanpu.storefront.web;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.idempotency.KeptAnswers;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.first.Answers;
import io.wanpu.runtime.Mall;
import jakarta.servlet.http.HttpServletRequest;

/** What stands before the resources of the shoppers' API. */
public final class Api {
  private final ApiFilter filter;
  private final Services services;

  public Api(Mall mall, Limits.Rates rates) {
    var texts = mall.texts();
    var products = new ProductBytes();
    mall.bells()
        .listen(
            "catalog",
            (shop, product) -> shop.ifPresent(s -> products.changed(s, ProductId.of(product))));
    this.services =
        new Services(
            mall,
            texts,
            new Problems(texts),
            products,
            new Limits(rates),
            new Repeats(new KeptAnswers(mall.tenantDb(), mall.clock())));
    this.filter = new ApiFilter(services);
  }

  /** What somebody who is not known is told; the shop is bound. */
  public Answers answers(Tenant shop, HttpServletRequest request) {
    return new OpenAnswers(services, shop, request);
  }

  /** Goes before everything under {@code /api}. */
  public ApiFilter filter() {
    return filter;
  }
}
