package io.wanpu.kernel.payment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An outside service that takes money. Calls are never made inside a transaction. All of them may
 * be repeated: the provider knows payments and refunds by our ids.
 */
public interface PaymentProvider {
  /** Name in addresses and rows, e.g. {@code wechat}. */
  String name();

  /**
   * Starts a payment.
   *
   * @return what the client hands to the provider's payment sheet
   * @throws io.wanpu.api.error.MallException 503 {@code payment.provider_away}
   */
  Map<String, String> start(Start start);

  /** Tells the provider that the payment is no longer wanted. Harmless when it has been paid. */
  void close(long payment);

  /** How a payment stands at the provider; empty while it is open. */
  Optional<Notice.Paid> query(long payment);

  /**
   * Sends money back. @return the provider's id of the refund, and whether it has arrived already
   */
  RefundAnswer refund(RefundOrder refund);

  /**
   * Reads a callback.
   *
   * @param headers names in lower case
   * @throws io.wanpu.api.error.MallException 401 {@code payment.bad_signature} when it is not the
   *     provider's
   */
  Notice read(Map<String, String> headers, byte[] body);

  /**
   * A payment to be started.
   *
   * @param payment our id
   * @param payer the member's identity at the provider
   * @param notifyUrl where callbacks go
   */
  record Start(
      long payment,
      long amount,
      String currency,
      String description,
      String payer,
      Instant expiresAt,
      String notifyUrl) {}

  /** A refund to be sent. */
  record RefundOrder(
      long refund,
      long payment,
      long amount,
      long paid,
      String currency,
      String reason,
      String notifyUrl) {}

  /** The provider's answer to a refund. */
  record RefundAnswer(String reference, boolean arrived) {}

  /** What a callback says. */
  sealed interface Notice {
    /** Money has arrived. */
    record Paid(long payment, String reference, long amount) implements Notice {}

    /** A refund has arrived or failed for good. */
    record Refunded(long refund, boolean arrived) implements Notice {}

    /** Nothing that concerns us. */
    record Other() implements Notice {}
  }
}
