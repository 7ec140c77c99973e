package io.wanpu.admin.storefront;

import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.runtime.Mall;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** The pages of the shop; the first one is there before anybody has touched it. */
final class PageListing implements Listing {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.pages"))
          .sub(Text.of("page.sub"))
          .search(Text.of("page.search"))
          .column(Column.of("page", Text.of("page.page")))
          .column(Column.of("state", Text.of("page.state")))
          .column(Column.of("changed", Text.of("page.changed")))
          .column(Column.of("by", Text.of("page.by")))
          .button(
              Action.go("new", Text.of("page.new"), "/pages/new")
                  .primary()
                  .icon("plus")
                  .needs("page.edit"))
          .empty("layout", Text.of("page.none.title"), Text.of("page.none.text"))
          .build();

  private final Mall mall;

  PageListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var rows = new ArrayList<ListRow>();
    var pages = mall.shopPages().all();
    if (pages.stream().noneMatch(ShopPage::isHome) && query.words().isEmpty()) {
      rows.add(
          ListRow.of(
              ShopPage.HOME,
              home(),
              new Cell.Badge(Text.of("page.state.theme"), Tone.QUIET),
              new Cell.Nothing(),
              new Cell.Nothing()));
    }
    var words = query.words().map(text -> text.toLowerCase(Locale.ROOT));
    pages.stream()
        .filter(page -> words.isEmpty() || fits(page, words.get()))
        .forEach(page -> rows.add(row(page)));
    return ListPage.of(SHAPE, query).rows(rows);
  }

  private static boolean fits(ShopPage page, String words) {
    return page.name().contains(words)
        || page.draft().title().toLowerCase(Locale.ROOT).contains(words);
  }

  private static ListRow row(ShopPage page) {
    return ListRow.of(
        page.id(),
        page.isHome()
            ? home()
            : Cell.Item.withoutPicture(
                page.draft().title(),
                Optional.of(Text.verbatim(page.name())),
                "/pages/" + page.id()),
        state(page),
        new Cell.Time(page.changedAt()),
        new Cell.Words(page.changedBy()));
  }

  private static Cell home() {
    return Cell.Item.withoutPicture(
        Visit.current().phrases().words("page.home"), Optional.empty(), "/pages/" + ShopPage.HOME);
  }

  /** Whether shoppers see it. */
  static Cell.Badge state(ShopPage page) {
    if (page.schedule().isPresent()) {
      return new Cell.Badge(
          Text.of("page.state.scheduled", Arg.when(page.schedule().get().at())), Tone.INFO);
    }
    if (page.live().isEmpty()) {
      return new Cell.Badge(Text.of("page.state.draft"), Tone.QUIET);
    }
    return page.isChanged()
        ? new Cell.Badge(Text.of("page.state.changed"), Tone.WAITING)
        : new Cell.Badge(Text.of("page.state.live"), Tone.GOOD);
  }
}
