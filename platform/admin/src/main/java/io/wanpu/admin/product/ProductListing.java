package io.wanpu.admin.product;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.BrandId;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.runtime.Mall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Products: on the shelf, off it, drafts. */
public final class ProductListing implements Listing {
  private static final List<Product.Status> VIEWS =
      List.of(Product.Status.ON_SHELF, Product.Status.OFF_SHELF, Product.Status.DRAFT);

  /** Fewer available pieces than this are few. */
  public static final int FEW = 10;

  private final Mall mall;

  public ProductListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return shape(names(mall.categories().tree(), ""));
  }

  private static ListShape shape(List<Named> categories) {
    var shape =
        ListShape.titled(Text.of("menu.products"))
            .search(Text.of("product.search"))
            .view("all", Text.of("product.all"));
    VIEWS.forEach(status -> shape.view(status.name(), Text.of("product.status." + status)));
    return shape
        .filter(
            Filter.choice(
                "category",
                Text.of("product.column.category"),
                categories.stream()
                    .map(
                        each -> new Filter.Choice(each.id().toString(), Text.verbatim(each.name())))
                    .toList()))
        .filter(Filter.id("brand", Text.of("product.of_brand")))
        .column(Column.of("product", Text.of("product.column.product")))
        .column(Column.of("category", Text.of("product.column.category")).notOnPhones())
        .column(Column.amount("price", Text.of("product.column.price")).sortable())
        .column(Column.amount("available", Text.of("product.column.available")))
        .column(Column.amount("sold", Text.of("product.column.sold")).sortable())
        .column(Column.amount("skus", Text.of("product.column.skus")).onDemand())
        .column(Column.of("status", Text.of("product.column.status")))
        .column(Column.of("changed", Text.of("product.column.changed")).sortable().notOnPhones())
        .bulk(
            Action.post("ON_SHELF", Text.of("product.shelve"), "/products/shelve")
                .needs("product.edit"))
        .bulk(
            Action.post("OFF_SHELF", Text.of("product.unshelve"), "/products/shelve")
                .needs("product.edit"))
        .bulk(
            Action.post("PRICE", Text.of("product.bulk.price"), "/products/bulk")
                .needs("product.edit"))
        .bulk(
            Action.post("TIMES", Text.of("product.bulk.times"), "/products/bulk")
                .needs("product.edit"))
        .bulk(
            Action.post("COUNT", Text.of("product.bulk.stock"), "/inventory/products")
                .needs("stock.edit"))
        .bulk(
            Action.post("DELETED", Text.of("kit.remove"), "/products/shelve")
                .dangerous()
                .asks(Text.of("product.bulk.delete.title"), Text.of("product.delete.text"))
                .needs("product.edit"))
        .button(
            Action.go("new", Text.of("product.new"), "/products/new")
                .primary()
                .icon("plus")
                .needs("product.edit"))
        .empty("package", Text.of("product.none.title"), Text.of("product.none.text"))
        .exports()
        .build();
  }

  /** A category with the names of those above it. */
  record Named(CategoryId id, String name) {}

  /** All categories, each after the one above it. */
  static List<Named> names(List<Category> level, String above) {
    var all = new ArrayList<Named>();
    for (var category : level) {
      var name = above + category.name();
      all.add(new Named(category.id(), name));
      all.addAll(names(category.children(), name + " / "));
    }
    return all;
  }

  @Override
  public ListPage page(ListQuery query) {
    var categories = names(mall.categories().tree(), "");
    var named = categories.stream().collect(Collectors.toMap(Named::id, Named::name));
    var found =
        mall.products()
            .list(
                new Products.Filter(
                    query.words(),
                    VIEWS.stream().filter(s -> s.name().equals(query.view())).findFirst(),
                    query.choice("category").map(CategoryId::of),
                    query.choice("brand").map(BrandId::of)),
                query.sort().map(ProductListing::sort).orElse(Products.Sort.NEWEST),
                query.after(),
                query.limit());
    return ListPage.of(shape(categories), query)
        .rows(found.items().stream().map(row -> row(row, named)).toList())
        .next(found.next());
  }

  private static Products.Sort sort(ListQuery.Sort sort) {
    return switch (sort.column()) {
      case "price" -> sort.descending() ? Products.Sort.DEAREST : Products.Sort.CHEAPEST;
      case "sold" -> sort.descending() ? Products.Sort.BEST_SOLD : Products.Sort.LEAST_SOLD;
      default -> sort.descending() ? Products.Sort.CHANGED_LATEST : Products.Sort.CHANGED_FIRST;
    };
  }

  private static ListRow row(Products.Row row, Map<CategoryId, String> categories) {
    return ListRow.of(
        row.id().toString(),
        new Cell.Item(row.cover(), row.title(), Optional.empty(), "/products/" + row.id()),
        row.category()
            .flatMap(id -> Optional.ofNullable(categories.get(id)))
            .<Cell>map(Cell.Words::new)
            .orElseGet(Cell.Nothing::new),
        new Cell.MoneyRange(row.minPrice(), row.maxPrice()),
        new Cell.Count(row.available(), row.available() < FEW),
        new Cell.Count(row.sold()),
        new Cell.Count(row.skus()),
        status(row),
        new Cell.Time(row.changedAt()));
  }

  private static Cell.Badge status(Products.Row row) {
    if (row.status() == Product.Status.ON_SHELF && !row.shown()) {
      return new Cell.Badge(Text.of("product.status.TIMED"), Tone.WAITING);
    }
    return new Cell.Badge(
        Text.of("product.status." + row.status()),
        switch (row.status()) {
          case ON_SHELF -> Tone.GOOD;
          case OFF_SHELF, DELETED -> Tone.QUIET;
          case DRAFT -> Tone.DRAFT;
        });
  }
}
