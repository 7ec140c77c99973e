package io.wanpu.benchmarks.route;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Contributions;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.plugin.MallPlugin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Refuses every claim. */
public final class BarePlugin implements MallPlugin {
  /** Id in the manifest. */
  public static final String ID = "bare";

  private static final MallException SOLD_OUT = MallException.conflict("bare.sold_out");

  /** What is asked for. */
  public record Wanted(@NotNull SkuId sku, @Min(1) @Max(999) int quantity) {}

  /** What nobody gets. */
  public record Nothing() {}

  @Override
  public void contribute(Contributions to, Mall mall) {
    to.routes(
        routes ->
            routes
                .post("/activities/{id}/claims", Wanted.class, Nothing.class)
                .summary("Always answers that nothing is left")
                .handlesRepeats()
                .problem(409, "bare.sold_out")
                .handle(
                    call -> {
                      throw SOLD_OUT;
                    }));
  }
}
