package io.wanpu.admin.kit;

import io.wanpu.admin.inventory.LedgerListing;
import io.wanpu.admin.inventory.StockListing;
import io.wanpu.admin.order.OrderListing;
import io.wanpu.admin.product.ProductListing;
import io.wanpu.api.kit.Listing;
import io.wanpu.runtime.Mall;
import java.util.Map;
import java.util.Optional;

/** The kernel's lists by address: what can be exported. */
public final class Listings {
  /**
   * A list and who may read it.
   *
   * @param permission as its page says
   */
  public record Listed(String permission, Listing listing) {}

  private final Map<String, Listed> lists;

  public Listings(Mall mall) {
    this.lists =
        Map.of(
            "/orders", new Listed("order.read", new OrderListing(mall)),
            "/products", new Listed("product.read", new ProductListing(mall)),
            "/inventory", new Listed("product.read", new StockListing(mall)),
            "/inventory/ledger",
                new Listed("product.read", new LedgerListing(mall, Optional.empty())));
  }

  /** The list at a path. */
  public Optional<Listed> at(String path) {
    return Optional.ofNullable(lists.get(path));
  }
}
