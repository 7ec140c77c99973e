package io.wanpu.kernel.tenant;

import io.wanpu.kernel.shared.Fields;
import java.util.Optional;

/**
 * What a shop decides for itself.
 *
 * @param orderTimeoutSeconds an unpaid order is closed after it, at least 10
 * @param freight what delivery costs
 * @param contact how shoppers reach the shop
 * @param notice line on the shop's home page, may be empty
 */
public record ShopSettings(
    int orderTimeoutSeconds, Freight freight, Contact contact, String notice) {

  /** Settings of a new shop. */
  public static final ShopSettings DEFAULT =
      new ShopSettings(900, new Freight(0, Optional.empty()), new Contact("", "", ""), "");

  /**
   * One fee for every order.
   *
   * @param fee minor units
   * @param freeOver goods worth this much travel free, minor units; empty for never
   */
  public record Freight(long fee, Optional<Long> freeOver) {}

  /** How shoppers reach the shop; each may be empty. */
  public record Contact(String phone, String address, String hours) {}

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public ShopSettings checked() {
    var fields = new Fields();
    fields.number("orderTimeoutSeconds", orderTimeoutSeconds, 10, 7 * 24 * 3600);
    fields.money("freight.fee", freight.fee(), 0, 1_000_000);
    freight.freeOver().ifPresent(v -> fields.money("freight.freeOver", v, 0, 1_000_000_000L));
    var tidy =
        new ShopSettings(
            orderTimeoutSeconds,
            freight,
            new Contact(
                fields.line("contact.phone", contact.phone(), 0, 40),
                fields.line("contact.address", contact.address(), 0, 160),
                fields.line("contact.hours", contact.hours(), 0, 80)),
            fields.line("notice", notice, 0, 200));
    fields.orThrow();
    return tidy;
  }
}
