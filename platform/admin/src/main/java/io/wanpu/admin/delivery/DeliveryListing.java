package io.wanpu.admin.delivery;

import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.event.Deliveries;
import io.wanpu.runtime.Mall;
import java.util.List;
import java.util.Optional;

/** Deliveries that were given up, the latest first. */
public final class DeliveryListing implements Listing {
  private static final List<String> TYPES =
      List.of(
          "order.placed",
          "order.paid",
          "order.shipped",
          "order.received",
          "order.closed",
          "member.registered");
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.deliveries"))
          .sub(Text.of("delivery.sub"))
          .filter(
              Filter.choice(
                  "type",
                  Text.of("delivery.column.event"),
                  TYPES.stream()
                      .map(type -> new Filter.Choice(type, Text.of("delivery.event." + type)))
                      .toList()))
          .column(Column.of("event", Text.of("delivery.column.event")))
          .column(Column.of("handler", Text.of("delivery.column.handler")))
          .column(Column.of("error", Text.of("delivery.column.error")))
          .column(Column.amount("attempts", Text.of("delivery.column.attempts")).notOnPhones())
          .column(Column.of("at", Text.of("delivery.column.at")))
          .bulk(
              Action.post("retry", Text.of("delivery.retry"), "/deliveries/retry")
                  .primary()
                  .icon("refresh"))
          .empty("circle-check", Text.of("delivery.none"), Text.of("delivery.none.text"))
          .build();

  private final Mall mall;

  public DeliveryListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var found = mall.deliveries().dead(query.choice("type"), query.after(), query.limit());
    return ListPage.of(SHAPE, query)
        .rows(found.items().stream().map(DeliveryListing::row).toList())
        .next(found.next());
  }

  private static ListRow row(Deliveries.Dead dead) {
    return ListRow.of(
        dead.key().toString(),
        TYPES.contains(dead.type())
            ? new Cell.Said(Text.of("delivery.event." + dead.type()))
            : new Cell.Words(dead.type()),
        new Cell.Code(dead.key().handler(), Optional.empty()),
        new Cell.Words(dead.error()),
        new Cell.Count(dead.attempts()),
        new Cell.Time(dead.key().at()));
  }
}
