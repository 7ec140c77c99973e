package io.wanpu.admin.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Moment;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the page of an order shows of it: lines, parcels, address, money, what happened. */
final class OrderSections {
  private OrderSections() {}

  static Section lines(Order order) {
    return new Section.Table(
        Text.of("order.lines"),
        List.of(
            Column.of("goods", Text.of("order.column.goods")),
            Column.amount("list", Text.of("order.column.list_price")),
            Column.amount("unit", Text.of("order.column.unit_price")),
            Column.amount("quantity", Text.of("order.column.quantity")),
            Column.amount("total", Text.of("order.column.total"))),
        order.lines().stream()
            .map(
                line ->
                    ListRow.of(
                        Integer.toString(line.no()),
                        new Cell.Item(
                            line.media(),
                            line.title(),
                            line.shipped() == 0
                                ? Optional.of(line.spec())
                                    .filter(spec -> !spec.isEmpty())
                                    .map(Text::verbatim)
                                : Optional.of(
                                    Text.of(
                                        "order.line.shipped",
                                        Arg.words(line.spec()),
                                        Arg.count(line.shipped()),
                                        Arg.count(line.quantity()))),
                            "/products/" + line.product()),
                        new Cell.Money(line.listPrice()),
                        new Cell.Money(line.unitPrice()),
                        new Cell.Count(line.quantity()),
                        new Cell.Money(line.total())))
            .toList());
  }

  static Section parcels(Order.Story story) {
    return new Section.Table(
        Text.of("order.parcels"),
        List.of(
            Column.of("carrier", Text.of("order.ship.carrier")),
            Column.of("tracking", Text.of("order.ship.tracking")),
            Column.of("contents", Text.of("order.ship.contents")),
            Column.of("at", Text.of("order.column.shipped"))),
        story.parcels().stream()
            .map(
                parcel ->
                    ListRow.of(
                        Long.toString(parcel.id()),
                        new Cell.Words(parcel.carrier()),
                        new Cell.Code(parcel.tracking(), Optional.empty()),
                        new Cell.Words(contents(parcel, story.order())),
                        new Cell.Time(parcel.shippedAt())))
            .toList());
  }

  private static String contents(Order.Parcel parcel, Order order) {
    return parcel.contents().stream()
        .map(
            packed ->
                order.lines().stream()
                        .filter(line -> line.no() == packed.line())
                        .map(line -> (line.title() + " " + line.spec()).strip())
                        .findFirst()
                        .orElse("?")
                    + " × "
                    + packed.quantity())
        .collect(Collectors.joining("；"));
  }

  /** One line of the timeline. @param names of staff by the key of the actor */
  static Moment moment(Order.Event event, Map<String, String> names, Phrases phrases) {
    var detail = Json.tree(event.detail());
    var what =
        phrases
            .find(
                "order.event." + event.kind(),
                field(detail, "carrier"),
                field(detail, "tracking"),
                detail.path("amount").isIntegralNumber()
                    ? phrases.money(detail.path("amount").asLong())
                    : "")
            .orElse(event.kind());
    var name = names.get(event.actor());
    var kind = "order.actor." + event.actor().replaceFirst(":.*", "");
    return new Moment(
        Text.verbatim(what),
        name != null
            ? Text.verbatim(name)
            : phrases.find(kind).isPresent() ? Text.of(kind) : Text.verbatim(event.actor()),
        event.at(),
        Optional.of(field(detail, "text")).filter(text -> !text.isEmpty()));
  }

  private static String field(JsonNode detail, String name) {
    return detail.path(name).asText("");
  }

  static Section address(Order order) {
    var to = order.address();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(Text.of("order.column.recipient"), new Cell.Words(to.name())));
    facts.add(new Fact(Text.of("order.column.phone"), new Cell.Words(to.phone())));
    facts.add(
        new Fact(
            Text.of("order.address.where"),
            new Cell.Words(
                (to.province() + " " + to.city() + " " + to.district() + " " + to.detail())
                    .strip())));
    if (!order.note().isEmpty()) {
      facts.add(new Fact(Text.of("order.column.note"), new Cell.Words(order.note())));
    }
    return new Section.Facts(Text.of("order.address"), facts);
  }

  static Section money(Order order) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(Text.of("price.payable"), new Cell.Money(order.payable())));
    facts.add(new Fact(Text.of("order.paid"), new Cell.Money(order.paid())));
    if (order.refunded() > 0) {
      facts.add(new Fact(Text.of("order.refunded"), new Cell.Money(order.refunded())));
    }
    facts.add(new Fact(Text.of("order.column.placed"), new Cell.Time(order.createdAt())));
    order
        .paidAt()
        .ifPresent(at -> facts.add(new Fact(Text.of("order.paid_at"), new Cell.Time(at))));
    return new Section.Facts(Text.of("order.money"), facts);
  }
}
