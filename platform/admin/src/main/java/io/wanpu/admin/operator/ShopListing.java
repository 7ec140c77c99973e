package io.wanpu.admin.operator;

import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.runtime.Mall;
import java.util.Arrays;
import java.util.Optional;

/** All shops of the mall, the latest first. */
final class ShopListing implements Listing {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.operator.shops"))
          .search(Text.of("operator.shop.search"))
          .view("all", Text.of("operator.shop.all"))
          .view(Tenant.Status.ACTIVE.name(), Text.of("operator.shop.status.ACTIVE"))
          .view(Tenant.Status.SUSPENDED.name(), Text.of("operator.shop.status.SUSPENDED"))
          .view(Tenant.Status.CLOSED.name(), Text.of("operator.shop.status.CLOSED"))
          .column(Column.of("shop", Text.of("operator.shop")))
          .column(Column.of("state", Text.of("operator.column.state")))
          .column(Column.of("plan", Text.of("operator.shop.plan")))
          .column(Column.of("cell", Text.of("operator.shop.cell")).notOnPhones())
          .column(Column.of("opened", Text.of("operator.shop.opened")))
          .button(
              Action.go("new", Text.of("operator.shop.new"), "/operator/shops/new")
                  .primary()
                  .icon("plus"))
          .empty(
              "building-store", Text.of("operator.shop.none"), Text.of("operator.shop.none.text"))
          .build();

  private final Mall mall;

  ShopListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var found =
        mall.tenants()
            .find(
                new Tenants.Search(
                    query.words(),
                    Arrays.stream(Tenant.Status.values())
                        .filter(status -> status.name().equals(query.view()))
                        .findFirst()),
                query.after(),
                query.limit());
    return ListPage.of(SHAPE, query)
        .rows(found.items().stream().map(ShopListing::row).toList())
        .next(found.next());
  }

  private static ListRow row(Tenant shop) {
    return ListRow.of(
        shop.id().toString(),
        Cell.Item.withoutPicture(
            shop.name(), Optional.of(Text.verbatim(shop.code())), "/operator/shops/" + shop.id()),
        state(shop),
        new Cell.Said(plan(shop)),
        new Cell.Code(shop.cell(), Optional.empty()),
        new Cell.Time(shop.createdAt()));
  }

  /** Its plan in words. */
  static Text plan(Tenant shop) {
    return Plan.of(shop.plan())
        .map(plan -> Text.of("operator.plan." + plan.key()))
        .orElseGet(() -> Text.verbatim(shop.plan()));
  }

  /** Where it stands. */
  static Cell.Badge state(Tenant shop) {
    return new Cell.Badge(
        Text.of("operator.shop.status." + shop.status()),
        switch (shop.status()) {
          case ACTIVE -> Tone.GOOD;
          case SUSPENDED -> Tone.URGENT;
          case CLOSED -> Tone.QUIET;
        });
  }
}
