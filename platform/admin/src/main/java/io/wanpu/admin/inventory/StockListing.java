package io.wanpu.admin.inventory;

import io.wanpu.admin.product.ProductListing;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.inventory.StockList;
import io.wanpu.runtime.Mall;
import java.util.Arrays;
import java.util.Optional;

/** Stock of every SKU. */
public final class StockListing implements Listing {
  private static final ListShape SHAPE = makeShape();

  private final Mall mall;

  public StockListing(Mall mall) {
    this.mall = mall;
  }

  private static ListShape makeShape() {
    var shape = ListShape.titled(Text.of("menu.inventory")).search(Text.of("stock.search"));
    for (var view : StockList.View.values()) {
      shape.view(view.name(), Text.of("stock.view." + view));
    }
    return shape
        .column(Column.of("product", Text.of("product.column.product")))
        .column(Column.of("code", Text.of("product.code")))
        .column(Column.amount("on_hand", Text.of("stock.on_hand")))
        .column(Column.amount("reserved", Text.of("stock.reserved")))
        .column(Column.amount("available", Text.of("product.column.available")))
        .column(Column.amount("sold", Text.of("product.column.sold")))
        .column(Column.of("ledger", Text.of("stock.ledger")))
        .bulk(Action.post("COUNT", Text.of("stock.count"), "/inventory/count").needs("stock.edit"))
        .bulk(
            Action.post("RECEIVE", Text.of("stock.receive"), "/inventory/count")
                .needs("stock.edit"))
        .button(
            Action.go("ledger", Text.of("stock.ledger.all"), "/inventory/ledger").icon("history"))
        .empty(
            "packages",
            Text.of("stock.none.title"),
            Text.of("stock.none.text"),
            Action.go("new", Text.of("product.new"), "/products/new")
                .primary()
                .icon("plus")
                .needs("product.edit"))
        .exports()
        .build();
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var view =
        Arrays.stream(StockList.View.values())
            .filter(each -> each.name().equals(query.view()))
            .findFirst()
            .orElse(StockList.View.ALL);
    var found =
        mall.stockList()
            .find(
                new StockList.Search(view, query.words(), ProductListing.FEW),
                query.after(),
                query.limit());
    return ListPage.of(SHAPE, query)
        .rows(found.items().stream().map(StockListing::row).toList())
        .next(found.next());
  }

  private static ListRow row(StockList.Line line) {
    var level = line.level();
    return ListRow.of(
        line.sku().toString(),
        new Cell.Item(
            line.media(),
            line.title(),
            Optional.of(line.spec()).filter(spec -> !spec.isEmpty()).map(Text::verbatim),
            "/products/" + line.product()),
        line.code()
            .<Cell>map(code -> new Cell.Code(code, Optional.empty()))
            .orElseGet(Cell.Nothing::new),
        new Cell.Count(level.onHand()),
        new Cell.Count(level.reserved()),
        new Cell.Count(level.available(), level.available() < ProductListing.FEW),
        new Cell.Count(level.sold()),
        new Cell.Link(Text.of("stock.ledger.show"), "/inventory/ledger?sku=" + line.sku()));
  }
}
