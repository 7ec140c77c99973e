package io.wanpu.seckill.shop;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sale as shoppers see it.
 *
 * @param perMember pieces of each SKU that a member may have
 */
public record SaleView(
    ActivityId id,
    String name,
    Instant startsAt,
    Instant endsAt,
    Stage stage,
    int perMember,
    List<Item> items) {

  /**
   * A SKU in the sale.
   *
   * @param picture address of its picture
   * @param price in the sale, minor units
   * @param listPrice otherwise, minor units
   * @param percent share of the pieces that is gone
   */
  public record Item(
      SkuId sku,
      Optional<ProductId> product,
      String title,
      String spec,
      Optional<String> picture,
      long price,
      long listPrice,
      int percent,
      Left left) {}

  /** How many pieces are left, roughly. */
  public enum Left {
    PLENTY,
    /** A tenth or less. */
    FEW,
    NONE
  }

  /**
   * The sales of a shop by the time of day of their start.
   *
   * @param serverTime countdowns go by it
   */
  public record Slots(Instant serverTime, List<Slot> slots) {}

  /**
   * Sales that start in the same slot of a day.
   *
   * @param startsAt start of the first of them
   * @param endsAt end of the last of them
   */
  public record Slot(
      String name, Instant startsAt, Instant endsAt, Stage stage, List<SaleView> sales) {}

  /**
   * One sale with what a countdown and a share card need.
   *
   * @param serverTime countdowns go by it
   */
  public record Detail(Instant serverTime, SaleView sale, Share share) {}

  /**
   * A card that a member sends to friends.
   *
   * @param path page of the mini-program that it opens
   * @param picture address of its picture
   */
  public record Share(String title, String path, Optional<String> picture) {}
}
