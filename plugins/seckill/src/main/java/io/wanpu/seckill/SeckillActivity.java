package io.wanpu.seckill;

import io.wanpu.api.form.Help;
import io.wanpu.api.form.Money;
import io.wanpu.api.id.SkuId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One flash sale.
 *
 * @param startsAt first instant of the sale
 * @param endsAt first instant after it
 * @param items what is sold, each SKU once
 * @param perMember pieces of each SKU that a member may have
 * @param claimMinutes a piece that was claimed goes back after so many minutes without an order
 */
public record SeckillActivity(
    @NotNull Instant startsAt,
    @NotNull Instant endsAt,
    @NotEmpty @Size(max = 100) List<Item> items,
    @Help @Min(1) @Max(999) int perMember,
    @Help @Min(1) @Max(1440) int claimMinutes) {

  public SeckillActivity {
    items = List.copyOf(items);
  }

  /**
   * A SKU in the sale.
   *
   * @param price of a piece, minor units
   * @param stock pieces that publishing takes from the shelf
   */
  public record Item(
      @NotNull SkuId sku,
      @Money @Min(1) @Max(100_000_000) long price,
      @Min(1) @Max(1_000_000) int stock) {}

  /** The item of that SKU. */
  public Optional<Item> item(SkuId sku) {
    for (var item : items) {
      if (item.sku().equals(sku)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  /** How long a claim is held without an order. */
  public Duration lease() {
    return Duration.ofMinutes(claimMinutes);
  }
}
