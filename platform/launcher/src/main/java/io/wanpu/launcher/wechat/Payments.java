package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Orders and refunds at WeChat Pay, in memory, each change appended to a journal: what was paid
 * stays paid across a restart.
 */
final class Payments implements AutoCloseable {
  private final Map<String, Payment> byOutTradeNo = new LinkedHashMap<>();
  private final Map<String, String> outTradeNoByPrepayId = new HashMap<>();
  private final Map<String, String> outTradeNoByTransactionId = new HashMap<>();
  private final Map<String, Refund> refunds = new LinkedHashMap<>();
  private final Writer journal;

  Payments(Path journalFile) {
    try {
      Files.createDirectories(journalFile.toAbsolutePath().getParent());
      if (Files.exists(journalFile)) {
        for (String line : Files.readAllLines(journalFile)) {
          replay(line);
        }
      }
      journal =
          Files.newBufferedWriter(
              journalFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a new order; the one that is there already wins. */
  synchronized Payment create(Payment payment) {
    Payment known = byOutTradeNo.get(payment.outTradeNo());
    if (known != null) {
      return known;
    }
    put(payment);
    return payment;
  }

  /** Changes an order in one step. */
  synchronized Optional<Payment> change(String outTradeNo, UnaryOperator<Payment> change) {
    Payment known = byOutTradeNo.get(outTradeNo);
    if (known == null) {
      return Optional.empty();
    }
    Payment changed = change.apply(known);
    if (!changed.equals(known)) {
      put(changed);
    }
    return Optional.of(changed);
  }

  synchronized Optional<Payment> byOutTradeNo(String outTradeNo) {
    return Optional.ofNullable(byOutTradeNo.get(outTradeNo));
  }

  synchronized Optional<Payment> byPrepayId(String prepayId) {
    return Optional.ofNullable(outTradeNoByPrepayId.get(prepayId)).map(byOutTradeNo::get);
  }

  synchronized Optional<Payment> byTransactionId(String transactionId) {
    return Optional.ofNullable(outTradeNoByTransactionId.get(transactionId)).map(byOutTradeNo::get);
  }

  synchronized Collection<Payment> all() {
    return List.copyOf(byOutTradeNo.values());
  }

  /**
   * Keeps a new refund if what is left of the order covers it; the one that is there already wins;
   * empty if it is too much.
   */
  synchronized Optional<Refund> create(Refund refund) {
    Refund known = refunds.get(refund.outRefundNo());
    if (known != null) {
      return Optional.of(known);
    }
    Payment payment = byOutTradeNo.get(refund.outTradeNo());
    long before =
        refunds.values().stream()
            .filter(r -> r.outTradeNo().equals(refund.outTradeNo()))
            .mapToLong(Refund::amount)
            .sum();
    if (payment == null || before + refund.amount() > payment.total()) {
      return Optional.empty();
    }
    put(refund);
    put(payment.in("REFUND"));
    return Optional.of(refund);
  }

  synchronized void finish(Refund done) {
    put(done);
  }

  synchronized Optional<Refund> refund(String outRefundNo) {
    return Optional.ofNullable(refunds.get(outRefundNo));
  }

  @Override
  public synchronized void close() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(Payment payment) {
    hold(payment);
    append("payment", payment);
  }

  private void put(Refund refund) {
    refunds.put(refund.outRefundNo(), refund);
    append("refund", refund);
  }

  private void hold(Payment payment) {
    byOutTradeNo.put(payment.outTradeNo(), payment);
    outTradeNoByPrepayId.put(payment.prepayId(), payment.outTradeNo());
    if (!payment.transactionId().isEmpty()) {
      outTradeNoByTransactionId.put(payment.transactionId(), payment.outTradeNo());
    }
  }

  private void append(String kind, Object value) {
    try {
      journal.write(Call.JSON.writeValueAsString(Map.of(kind, value)) + "\n");
      journal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replay(String line) {
    try {
      JsonNode entry = Call.JSON.readTree(line);
      if (entry.has("payment")) {
        hold(Call.JSON.treeToValue(entry.get("payment"), Payment.class));
      } else if (entry.has("refund")) {
        Refund refund = Call.JSON.treeToValue(entry.get("refund"), Refund.class);
        refunds.put(refund.outRefundNo(), refund);
      }
    } catch (JsonProcessingException cutShort) {
      System.err.println("Skipped a damaged line of the payments journal.");
    }
  }
}
