package io.wanpu.kernel.inventory;

/**
 * Stock of a SKU in pieces.
 *
 * @param onHand on the shelf, reserved ones included
 * @param reserved promised to unpaid orders and allocated to activities
 * @param sold in paid orders
 */
public record StockLevel(long onHand, long reserved, long sold) {
  /** What can be bought. */
  public long available() {
    return onHand - reserved;
  }
}
