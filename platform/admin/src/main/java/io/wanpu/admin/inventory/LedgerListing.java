package io.wanpu.admin.inventory;

import io.wanpu.api.id.SkuId;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.inventory.StockList;
import io.wanpu.runtime.Mall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every movement of stock, of all SKUs or of one. */
public final class LedgerListing implements Listing {
  private static final List<String> KINDS =
      List.of("COUNT", "RECEIVE", "RESERVE", "RELEASE", "SELL", "RETURN", "ALLOCATE", "DEALLOCATE");

  private final Mall mall;
  private final Optional<SkuId> sku;

  /**
   * @param sku of this one alone
   */
  public LedgerListing(Mall mall, Optional<SkuId> sku) {
    this.mall = mall;
    this.sku = sku;
  }

  @Override
  public ListShape shape() {
    var shape =
        ListShape.titled(Text.of("stock.ledger.all"))
            .sub(
                sku.flatMap(id -> mall.stockList().of(List.of(id)).stream().findFirst())
                    .map(
                        line ->
                            Text.of(
                                "stock.ledger.sub",
                                Arg.words((line.title() + " " + line.spec()).strip())))
                    .orElse(Text.of("stock.ledger.everything")));
    shape.filter(Filter.id("sku", Text.of("stock.ledger.this")));
    return shape
        .filter(
            Filter.choice(
                "kind",
                Text.of("stock.kind"),
                KINDS.stream()
                    .map(kind -> new Filter.Choice(kind, Text.of("stock.kind." + kind)))
                    .toList()))
        .column(Column.of("product", Text.of("product.column.product")))
        .column(Column.of("kind", Text.of("stock.kind")))
        .column(Column.amount("on_hand", Text.of("stock.on_hand.change")))
        .column(Column.amount("reserved", Text.of("stock.reserved.change")))
        .column(Column.amount("sold", Text.of("stock.sold.change")))
        .column(Column.of("reference", Text.of("stock.reference")))
        .column(Column.of("at", Text.of("stock.at")))
        .empty("history", Text.of("stock.ledger.none.title"), Text.of("stock.ledger.none.text"))
        .exports()
        .build();
  }

  @Override
  public ListPage page(ListQuery query) {
    // an export asks a listing that knows no SKU; the address does
    var one = sku.or(() -> query.choice("sku").map(SkuId::of));
    var found = mall.stockList().movements(one, query.choice("kind"), query.after(), query.limit());
    var names = new HashMap<String, String>();
    mall.manageStaff().list().forEach(who -> names.put("staff:" + who.id(), who.name()));
    return ListPage.of(shape(), query)
        .rows(found.items().stream().map(moved -> row(moved, names)).toList())
        .next(found.next());
  }

  private static ListRow row(StockList.Moved moved, Map<String, String> names) {
    return ListRow.of(
        Long.toString(moved.id()),
        Cell.Item.withoutPicture(
            moved.title(),
            Optional.of(moved.spec()).filter(spec -> !spec.isEmpty()).map(Text::verbatim),
            "/products/" + moved.product()),
        new Cell.Badge(Text.of("stock.kind." + moved.kind()), tone(moved.kind())),
        new Cell.Change(moved.onHand()),
        new Cell.Change(moved.reserved()),
        new Cell.Change(moved.sold()),
        reference(moved.reference(), names),
        new Cell.Time(moved.at()));
  }

  private static Tone tone(String kind) {
    return switch (kind) {
      case "COUNT", "RECEIVE" -> Tone.INFO;
      case "SELL" -> Tone.GOOD;
      case "RESERVE", "ALLOCATE" -> Tone.WAITING;
      default -> Tone.QUIET;
    };
  }

  private static Cell reference(String reference, Map<String, String> names) {
    var at = reference.indexOf(':');
    var kind = at < 0 ? reference : reference.substring(0, at);
    var id = at < 0 ? "" : reference.substring(at + 1);
    return switch (kind) {
      case "order" -> new Cell.Link(Text.of("stock.by.order"), "/orders/" + id);
      case "activity" -> new Cell.Said(Text.of("stock.by.activity"));
      case "staff" -> new Cell.Words(names.getOrDefault(reference, reference));
      default -> new Cell.Words(reference);
    };
  }
}
