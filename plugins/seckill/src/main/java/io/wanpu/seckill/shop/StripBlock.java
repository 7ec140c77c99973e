package io.wanpu.seckill.shop;

import io.wanpu.api.form.Help;
import io.wanpu.api.page.PageBlock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

/** The sale that runs, or the next one, on a page of the shop. */
public final class StripBlock implements PageBlock<StripBlock.Strip> {
  /**
   * What merchants decide for it.
   *
   * @param title in place of the usual one; may be empty
   * @param most products that it shows
   */
  public record Strip(@Help @Size(max = 20) String title, @Min(3) @Max(12) int most) {}

  @Override
  public String type() {
    return "seckill-strip";
  }

  @Override
  public Class<Strip> props() {
    return Strip.class;
  }

  @Override
  public Strip fresh() {
    return new Strip("", 12);
  }

  @Override
  public String icon() {
    return "bolt";
  }
}
