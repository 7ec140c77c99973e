package io.wanpu.launcher.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.exception.ValidationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayTest {
  private static final String ORDER = "/v3/pay/transactions/jsapi";

  @TempDir Path data;
  private Sandbox sandbox;
  private Merchant merchant;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(data, 0);
    merchant = new Merchant(sandbox.url(), data);
  }

  @AfterEach
  void stop() {
    merchant.close();
    sandbox.close();
  }

  @Test
  void an_order_is_paid_and_the_merchant_hears_of_it() throws Exception {
    Merchant.Answer ordered = merchant.post(ORDER, merchant.order("order-1", 990));
    assertThat(ordered.status()).isEqualTo(200);
    assertThat(ordered.provenWechat()).isTrue();
    merchant.control(
        "/sandbox/pay", Reply.object().put("prepay_id", ordered.body().get("prepay_id").asText()));
    Map<?, ?> told = merchant.nextCallback();
    assertThat(told.get("out_trade_no")).isEqualTo("order-1");
    assertThat(told.get("trade_state")).isEqualTo("SUCCESS");
    assertThat(told.get("amount").toString()).contains("990");
    Merchant.Answer shown =
        merchant.get("/v3/pay/transactions/out-trade-no/order-1?mchid=1900000109");
    assertThat(shown.provenWechat()).isTrue();
    assertThat(shown.body().get("transaction_id").asText()).isEqualTo(told.get("transaction_id"));
  }

  @Test
  void a_request_that_is_not_the_merchants_is_refused_and_has_no_effect() throws Exception {
    Merchant.Answer refused =
        merchant.postSignedAsSomethingElse(ORDER, merchant.order("order-1", 990));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body().get("code").asText()).isEqualTo("SIGN_ERROR");
    assertThat(merchant.get("/v3/pay/transactions/out-trade-no/order-1?mchid=1900000109").status())
        .isEqualTo(404);
  }

  @Test
  void the_same_order_twice_is_the_same_prepayment_and_another_sum_is_refused() throws Exception {
    Merchant.Answer first = merchant.post(ORDER, merchant.order("order-1", 990));
    assertThat(merchant.post(ORDER, merchant.order("order-1", 990)).body()).isEqualTo(first.body());
    Merchant.Answer other = merchant.post(ORDER, merchant.order("order-1", 991));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.body().get("code").asText()).isEqualTo("OUT_TRADE_NO_USED");
  }

  @Test
  void bad_orders_are_refused() throws Exception {
    for (ObjectNode bad :
        new ObjectNode[] {
          merchant.order("x", 990),
          merchant.order("order-1", 0),
          merchant.order("order-1", -5),
          merchant.order("order-1", 990).put("notify_url", "nowhere"),
          merchant.order("order-1", 990).put("mchid", "another"),
          Reply.object()
        }) {
      assertThat(merchant.post(ORDER, bad).status()).as(bad.toString()).isEqualTo(400);
    }
  }

  @Test
  void a_callback_is_repeated_until_the_merchant_accepts_it() throws Exception {
    merchant.refuseNextCallbacks(1);
    merchant.post(ORDER, merchant.order("order-1", 990));
    merchant.control("/sandbox/pay", Reply.object().put("out_trade_no", "order-1"));
    Map<?, ?> refused = merchant.nextCallback();
    assertThat(merchant.nextCallback()).isEqualTo(refused);
  }

  @Test
  void duplicates_lies_forgeries_and_silence_can_be_played() throws Exception {
    merchant.post(ORDER, merchant.order("order-1", 990));
    ObjectNode pay = Reply.object().put("out_trade_no", "order-1");
    merchant.control("/sandbox/pay", pay.deepCopy().put("notify", false));
    merchant.control("/sandbox/pay", pay.deepCopy().put("repeat", 2));
    assertThat(merchant.nextCallback()).isEqualTo(merchant.nextCallback());
    assertThat(merchant.hearsNothing()).isTrue();
    merchant.control("/sandbox/pay", pay.deepCopy().put("total", 1));
    assertThat(merchant.nextCallback().get("amount").toString()).contains("total=1.0");
    merchant.control("/sandbox/pay", pay.deepCopy().put("forge", true));
    assertThatThrownBy(merchant::nextCallback).isInstanceOf(ValidationException.class);
  }

  @Test
  void a_closed_order_takes_no_money_unless_it_is_played_as_late() throws Exception {
    merchant.post(ORDER, merchant.order("order-1", 990));
    assertThat(
            merchant
                .post("/v3/pay/transactions/out-trade-no/order-1/close", Reply.object())
                .status())
        .isEqualTo(204);
    ObjectNode pay = Reply.object().put("out_trade_no", "order-1");
    assertThat(merchant.control("/sandbox/pay", pay).get("code").asText())
        .isEqualTo("ORDER_CLOSED");
    assertThat(merchant.post(ORDER, merchant.order("order-1", 990)).body().get("code").asText())
        .isEqualTo("ORDER_CLOSED");
    merchant.control("/sandbox/pay", pay.put("late", true));
    assertThat(merchant.nextCallback().get("trade_state")).isEqualTo("SUCCESS");
  }

  @Test
  void refunds_are_told_are_the_same_when_asked_twice_and_never_exceed_the_payment()
      throws Exception {
    merchant.post(ORDER, merchant.order("order-1", 1000));
    merchant.control(
        "/sandbox/pay", Reply.object().put("out_trade_no", "order-1").put("notify", false));
    Merchant.Answer refunded =
        merchant.post("/v3/refund/domestic/refunds", refund("refund-1", 600));
    assertThat(refunded.body().get("status").asText()).isEqualTo("PROCESSING");
    Map<?, ?> told = merchant.nextCallback();
    assertThat(told.get("refund_status")).isEqualTo("SUCCESS");
    assertThat(told.get("out_refund_no")).isEqualTo("refund-1");
    Merchant.Answer again = merchant.post("/v3/refund/domestic/refunds", refund("refund-1", 600));
    assertThat(again.body().get("refund_id")).isEqualTo(refunded.body().get("refund_id"));
    assertThat(merchant.post("/v3/refund/domestic/refunds", refund("refund-1", 500)).status())
        .isEqualTo(400);
    assertThat(merchant.post("/v3/refund/domestic/refunds", refund("refund-2", 401)).status())
        .isEqualTo(403);
    assertThat(merchant.post("/v3/refund/domestic/refunds", refund("refund-3", 400)).status())
        .isEqualTo(200);
    assertThat(merchant.get("/v3/refund/domestic/refunds/refund-1").body().get("status").asText())
        .isEqualTo("SUCCESS");
  }

  @Test
  void what_was_paid_stays_paid_across_a_restart() throws Exception {
    merchant.post(ORDER, merchant.order("order-1", 990));
    merchant.control(
        "/sandbox/pay", Reply.object().put("out_trade_no", "order-1").put("notify", false));
    merchant.close();
    sandbox.close();
    start();
    assertThat(
            merchant
                .get("/v3/pay/transactions/out-trade-no/order-1?mchid=1900000109")
                .body()
                .get("trade_state")
                .asText())
        .isEqualTo("SUCCESS");
  }

  private ObjectNode refund(String outRefundNo, long fen) {
    ObjectNode refund =
        Reply.object()
            .put("out_trade_no", "order-1")
            .put("out_refund_no", outRefundNo)
            .put("notify_url", merchant.callbackUrl());
    refund.putObject("amount").put("refund", fen).put("total", 1000).put("currency", "CNY");
    return refund;
  }
}
