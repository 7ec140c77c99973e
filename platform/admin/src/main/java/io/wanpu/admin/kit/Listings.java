package io.wanpu.admin.kit;

import io.wanpu.admin.audit.AuditListing;
import io.wanpu.admin.inventory.LedgerListing;
import io.wanpu.admin.inventory.StockListing;
import io.wanpu.admin.member.MemberListing;
import io.wanpu.admin.order.OrderListing;
import io.wanpu.admin.product.ProductListing;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Listing;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The kernel's lists by address: what can be exported. */
public final class Listings {
  /**
   * A list and who may read it.
   *
   * @param permission as its page says
   * @param listing the list in the words of a reader
   */
  public record Listed(String permission, Function<Phrases, Listing> listing) {}

  private final Map<String, Listed> lists;

  public Listings(Mall mall) {
    this.lists =
        Map.of(
            "/orders", new Listed("order.read", reader -> new OrderListing(mall)),
            "/products", new Listed("product.read", reader -> new ProductListing(mall)),
            "/inventory", new Listed("product.read", reader -> new StockListing(mall)),
            "/inventory/ledger",
                new Listed("product.read", reader -> new LedgerListing(mall, Optional.empty())),
            "/members", new Listed(Permissions.MEMBER_READ, reader -> new MemberListing(mall)),
            "/audit", new Listed(Permissions.AUDIT_READ, reader -> new AuditListing(mall, reader)));
  }

  /** The list at a path. */
  public Optional<Listed> at(String path) {
    return Optional.ofNullable(lists.get(path));
  }
}
