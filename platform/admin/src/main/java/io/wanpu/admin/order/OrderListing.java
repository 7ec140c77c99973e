package io.wanpu.admin.order;

import io.wanpu.admin.kit.ShopValues;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Orders, a view for each task. */
public final class OrderListing implements Listing {
  private static final List<OrderState> VIEWS =
      List.of(
          OrderState.PAID,
          OrderState.CREATED,
          OrderState.SHIPPED,
          OrderState.RECEIVED,
          OrderState.COMPLETED,
          OrderState.CLOSED);
  private static final Set<OrderState> COUNTED = Set.of(OrderState.PAID, OrderState.CREATED);
  private static final ListShape SHAPE = makeShape();

  private final Mall mall;

  public OrderListing(Mall mall) {
    this.mall = mall;
  }

  private static ListShape makeShape() {
    var shape =
        ListShape.titled(Text.of("menu.orders"))
            .search(Text.of("order.search"))
            .view("all", Text.of("order.all"));
    VIEWS.forEach(state -> shape.view(state.name(), Text.of("order.state." + state)));
    return shape
        .filter(Filter.days("placed", Text.of("order.column.placed")))
        .filter(Filter.amounts("payable", Text.of("order.column.payable")))
        .column(Column.of("goods", Text.of("order.column.goods")))
        .column(Column.of("number", Text.of("order.column.number")))
        .column(Column.of("recipient", Text.of("order.column.recipient")))
        .column(Column.of("phone", Text.of("order.column.phone")).onDemand())
        .column(Column.amount("payable", Text.of("order.column.payable")).sortable())
        .column(Column.amount("paid", Text.of("order.paid")).onDemand())
        .column(Column.of("state", Text.of("order.column.state")))
        .column(Column.of("placed", Text.of("order.column.placed")).sortable())
        .column(Column.of("note", Text.of("order.column.note")).onDemand())
        .empty(
            "clipboard-list",
            Text.of("order.none.title"),
            Text.of("order.none.text"),
            Action.go("shop", Text.of("order.none.shop"), "/publish")
                .icon("upload")
                .needs(Permissions.STOREFRONT_PUBLISH))
        .exports()
        .build();
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var values = new ShopValues(mall.tenants().current());
    var found =
        mall.orders()
            .find(
                new Orders.Search(
                    Arrays.stream(OrderState.values())
                        .filter(state -> state.name().equals(query.view()))
                        .findFirst(),
                    query.words(),
                    query.from("placed").map(values::beginning),
                    query.to("placed").map(values::end),
                    query.choice("payable.from").flatMap(values::minor),
                    query.choice("payable.to").flatMap(values::minor)),
                query.sort().map(OrderListing::sort).orElse(Orders.Sort.NEWEST),
                query.after(),
                query.limit());
    var counts = new HashMap<String, Long>();
    COUNTED.forEach(state -> counts.put(state.name(), 0L));
    mall.orders().counts(COUNTED).forEach((state, count) -> counts.put(state.name(), (long) count));
    return ListPage.of(SHAPE, query)
        .rows(found.items().stream().map(OrderListing::row).toList())
        .next(found.next())
        .counts(counts);
  }

  private static Orders.Sort sort(ListQuery.Sort sort) {
    if (sort.column().equals("payable")) {
      return sort.descending() ? Orders.Sort.DEAREST : Orders.Sort.CHEAPEST;
    }
    return sort.descending() ? Orders.Sort.NEWEST : Orders.Sort.OLDEST;
  }

  private static ListRow row(Order order) {
    var first = order.lines().getFirst();
    var pieces = order.lines().stream().mapToInt(Order.Line::quantity).sum();
    var address = "/orders/" + order.id();
    return ListRow.of(
        order.id().toString(),
        new Cell.Item(
            first.media(),
            first.title(),
            Optional.of(
                order.lines().size() == 1
                    ? Text.of("order.pieces", Arg.count(pieces))
                    : Text.of(
                        "order.pieces_of", Arg.count(order.lines().size()), Arg.count(pieces))),
            address),
        new Cell.Code(order.number(), Optional.of(address)),
        new Cell.Words(order.address().name()),
        new Cell.Words(order.address().phone()),
        new Cell.Money(order.payable()),
        new Cell.Money(order.paid()),
        OrderTone.badge(order.state()),
        new Cell.Time(order.createdAt()),
        new Cell.Words(order.note()));
  }
}
