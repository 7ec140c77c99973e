package io.wanpu.seckill.shop;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.plugin.Settings;
import io.wanpu.api.web.Call;
import io.wanpu.api.web.Routes;
import io.wanpu.seckill.Sales;
import io.wanpu.seckill.SeckillSettings;
import io.wanpu.seckill.claim.Floor;
import io.wanpu.seckill.claim.SaleStock;
import io.wanpu.seckill.claim.SeckillClaims;
import io.wanpu.seckill.reminder.Reminders;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The routes of flash sales for shoppers. */
public final class SeckillRoutes {
  private final Mall mall;
  private final Sales sales;
  private final SaleList list;
  private final Floor floor;
  private final SeckillClaims claims;
  private final Reminders reminders;

  public SeckillRoutes(
      Mall mall,
      Sales sales,
      SaleStock stock,
      Settings<SeckillSettings> settings,
      Floor floor,
      SeckillClaims claims,
      Reminders reminders) {
    this.mall = mall;
    this.sales = sales;
    this.list = new SaleList(mall, sales, stock, settings);
    this.floor = floor;
    this.claims = claims;
    this.reminders = reminders;
  }

  /** Pieces that a member wants. */
  public record Wanted(@NotNull SkuId sku, @Min(1) @Max(999) int quantity) {}

  /**
   * Messages that a member has accepted.
   *
   * @param start one before the sale starts
   * @param payment one before a claim runs out
   */
  public record Accepted(boolean start, boolean payment) {}

  /** Registers them. */
  public void register(Routes routes) {
    routes
        .get("/sales", SaleView.Slots.class)
        .summary("Announced and running flash sales by slot, with the server's time")
        .open()
        .handle(call -> list.slots());
    routes
        .get("/activities/{id}", SaleView.Detail.class)
        .summary("One flash sale, with the server's time")
        .open()
        .problem(404, "seckill.unknown_activity")
        .handle(call -> list.detail(activity(call)));
    routes
        .post("/activities/{id}/claims", Wanted.class, ClaimView.class)
        .summary("Claims pieces; the same Idempotency-Key gives the same claim")
        .handlesRepeats()
        .problem(404, "seckill.unknown_activity")
        .problem(409, "seckill.sold_out")
        .problem(409, "seckill.too_few")
        .problem(409, "seckill.limit_reached")
        .problem(409, "seckill.not_started")
        .problem(409, "seckill.ended")
        .problem(409, "seckill.key_reused")
        .problem(503, "seckill.busy")
        .handle(this::claim);
    routes
        .post("/activities/{id}/reminder", Accepted.class, Reminders.Wanted.class)
        .summary("Notes which messages about the sale the member has accepted")
        .handlesRepeats()
        .problem(409, "seckill.already_started")
        .problem(409, "seckill.ended")
        .handle(
            call ->
                reminders.subscribe(
                    call.member(),
                    sales.get(activity(call)),
                    call.body().start(),
                    call.body().payment()));
    routes
        .get("/claims", ClaimView.Mine.class)
        .summary("The member's claims that can be ordered or wait for payment")
        .handle(
            call -> {
              var now = mall.clock().instant();
              return new ClaimView.Mine(
                  claims.open(call.member()).stream()
                      .map(claim -> ClaimView.of(claim, now))
                      .toList());
            });
    routes
        .delete("/claims/{id}", ClaimView.class)
        .summary("Gives a claim back")
        .problem(404, "seckill.unknown_claim")
        .problem(409, "seckill.claim_used")
        .handle(
            call ->
                ClaimView.of(
                    claims.cancel(call.member(), ClaimId.of(call.path("id"))),
                    mall.clock().instant()));
  }

  private ClaimView claim(Call<Wanted> call) {
    var member = call.member();
    var key = call.idempotencyKey();
    var wanted = call.body();
    var claim =
        floor.claim(sales.get(activity(call)), wanted.sku(), wanted.quantity(), member, key);
    return ClaimView.of(claim, mall.clock().instant());
  }

  private static ActivityId activity(Call<?> call) {
    return ActivityId.of(call.path("id"));
  }
}
