package io.wanpu.testkit;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.member.Address;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.PlaceOrder;
import io.wanpu.kernel.payment.PaymentProvider;
import io.wanpu.runtime.Mall;
import java.util.List;
import java.util.Optional;

/** Somebody who buys. */
public final class Shopper {
  private final Mall mall;
  private final Shop shop;
  private final MemberId member;
  private final String address;

  Shopper(Mall mall, Shop shop) {
    this.mall = mall;
    this.shop = shop;
    this.member = shop.member();
    this.address =
        shop.call(
            () ->
                mall.addresses()
                    .add(
                        member,
                        new Address("", "林小满", "13800138000", "浙江省", "杭州市", "西湖区", "龙井路 1 号", true))
                    .id());
  }

  public MemberId member() {
    return member;
  }

  /** Id of her address. */
  public String address() {
    return address;
  }

  /** A request for pieces from the shelf. */
  public CheckoutRequest wants(SkuId sku, int quantity) {
    return new CheckoutRequest(
        List.of(new CheckoutRequest.Item(sku, quantity, Optional.empty())),
        Optional.of(address),
        "");
  }

  /** A request for pieces that a claim holds. */
  public CheckoutRequest wants(SkuId sku, int quantity, CheckoutRequest.Claim claim) {
    return new CheckoutRequest(
        List.of(new CheckoutRequest.Item(sku, quantity, Optional.of(claim))),
        Optional.of(address),
        "");
  }

  /** Looks at the price and orders at that price. */
  public PlaceOrder.Outcome order(CheckoutRequest request) {
    return order("token-" + Shop.random(), request);
  }

  /** The same with a token of the test's choice. */
  public PlaceOrder.Outcome order(String token, CheckoutRequest request) {
    return shop.call(
        () ->
            mall.placeOrder()
                .place(
                    member,
                    token,
                    mall.checkout().preview(member, request).fingerprint(),
                    request));
  }

  /** Orders, and fails when it does not work out. */
  public OrderId buys(SkuId sku, int quantity) {
    return placed(order(wants(sku, quantity)));
  }

  /** The order that was placed; fails when none was. */
  public static OrderId placed(PlaceOrder.Outcome outcome) {
    if (outcome instanceof PlaceOrder.Outcome.Placed placed) {
      return placed.order().id();
    }
    throw new AssertionError("no order was placed: " + outcome);
  }

  /** Starts a payment and lets the provider say that the money has arrived. */
  public void pays(OrderId order) {
    var started = startsPayment(order);
    arrives(started, orderOf(order).payable());
  }

  /** Starts a payment with the sandbox. */
  public long startsPayment(OrderId order) {
    return shop.call(() -> mall.payments().start(member, order, "wechat").payment());
  }

  /** The provider's word that the money of a payment has arrived. */
  public void arrives(long payment, long amount) {
    shop.run(
        () ->
            mall.payments()
                .accept(
                    "wechat", new PaymentProvider.Notice.Paid(payment, "wx" + payment, amount)));
  }

  /** Her order. */
  public Order orderOf(OrderId order) {
    return shop.call(() -> mall.orders().story(member, order).order());
  }
}
