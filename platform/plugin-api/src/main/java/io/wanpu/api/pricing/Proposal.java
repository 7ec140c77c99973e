package io.wanpu.api.pricing;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Text;

/**
 * What a promotion would like to do. The kernel decides on stacking, exclusion, order, rounding and
 * the floor at zero.
 */
public sealed interface Proposal {
  Source source();

  /** Why, for the explanation of the price. */
  Text why();

  /** Takes something off the unit price that the shopper sees. */
  record LineDiscount(Source source, int line, Off off, Text why) implements Proposal {}

  /** Sets the unit price; ignored where it is above the running unit price. */
  record FixedPrice(Source source, int line, long unitPrice, Text why) implements Proposal {
    public FixedPrice {
      if (unitPrice < 0) {
        throw new IllegalArgumentException("a price below zero");
      }
    }
  }

  /**
   * Takes something off the lines in scope, on their running total.
   *
   * @param threshold running total of the scope that must be reached, minor units; 0 when there is
   *     none
   */
  record OrderDiscount(Source source, Scope scope, Off off, long threshold, Text why)
      implements Proposal {
    public OrderDiscount {
      if (threshold < 0) {
        throw new IllegalArgumentException("a threshold below zero");
      }
    }
  }

  /** Takes something off the freight. */
  record ShippingDiscount(Source source, Off off, Text why) implements Proposal {}

  /**
   * Adds pieces for nothing.
   *
   * @param product that the SKU belongs to
   * @param quantity pieces, 1..9999
   */
  record GiftLine(Source source, ProductId product, SkuId sku, int quantity, Text why)
      implements Proposal {
    public GiftLine {
      if (quantity < 1 || quantity > 9999) {
        throw new IllegalArgumentException("a gift of " + quantity + " pieces");
      }
    }
  }

  /** Gives points on top when the order is completed. */
  record ExtraPoints(Source source, long points, Text why) implements Proposal {}

  /**
   * Does not apply, and says why not and what is missing.
   *
   * @param missing minor units to spend more; 0 when money is not what is missing
   */
  record Hint(Source source, Scope scope, long missing, Text why) implements Proposal {}
}
