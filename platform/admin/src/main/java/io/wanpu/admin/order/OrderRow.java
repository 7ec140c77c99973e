package io.wanpu.admin.order;

import io.wanpu.admin.kit.Cells;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Pictures;
import io.wanpu.kernel.order.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order in a list. */
public record OrderRow(
    String id,
    String number,
    String title,
    String pieces,
    @Nullable String media,
    String recipient,
    long payable,
    String state,
    String tone,
    Instant at) {

  /** The order as the reader sees it. */
  public static OrderRow of(Order order, Phrases phrases) {
    var first = order.lines().getFirst();
    var pieces = order.lines().stream().mapToInt(Order.Line::quantity).sum();
    return new OrderRow(
        order.id().toString(),
        order.number(),
        first.title(),
        order.lines().size() == 1
            ? phrases.plural("order.pieces", pieces)
            : phrases.words("order.pieces_of", order.lines().size(), pieces),
        Pictures.at(first.media()),
        order.address().name(),
        order.payable(),
        phrases.text(OrderTone.words(order.state())),
        Cells.color(OrderTone.of(order.state())),
        order.createdAt());
  }
}
