package io.wanpu.admin.audit;

import io.wanpu.admin.kit.ShopValues;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.AuditEntry;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.runtime.Mall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who changed what, latest first. */
public final class AuditListing implements Listing {
  private static final List<String> AREAS =
      List.of(
          "product",
          "category",
          "stock",
          "order",
          "member",
          "settings",
          "staff",
          "role",
          "plugin",
          "article",
          "activity",
          "media",
          "tenant",
          "support");

  private final Mall mall;
  private final Phrases phrases;

  /**
   * @param phrases words of who reads it
   */
  public AuditListing(Mall mall, Phrases phrases) {
    this.mall = mall;
    this.phrases = phrases;
  }

  @Override
  public ListShape shape() {
    var people = new ArrayList<Filter.Choice>();
    mall.manageStaff()
        .list()
        .forEach(
            who -> people.add(new Filter.Choice("staff:" + who.id(), Text.verbatim(who.name()))));
    people.add(
        new Filter.Choice(
            "operator:" + mall.config().operator().login(), Text.of("audit.operator")));
    people.add(new Filter.Choice("system", Text.of("audit.system")));
    return ListShape.titled(Text.of("menu.audit"))
        .sub(Text.of("audit.sub"))
        .filter(
            Filter.choice(
                "area",
                Text.of("audit.area"),
                AREAS.stream()
                    .map(area -> new Filter.Choice(area, Text.of("audit.area." + area)))
                    .toList()))
        .filter(Filter.choice("actor", Text.of("audit.column.who"), people))
        .filter(Filter.days("at", Text.of("audit.column.at")))
        .column(Column.of("what", Text.of("audit.column.what")))
        .column(Column.of("who", Text.of("audit.column.who")))
        .column(Column.of("subject", Text.of("audit.column.subject")))
        .column(Column.of("at", Text.of("audit.column.at")))
        .column(Column.of("address", Text.of("audit.column.address")).onDemand())
        .empty("history", Text.of("audit.none"), Text.of("audit.none.text"))
        .exports()
        .build();
  }

  @Override
  public ListPage page(ListQuery query) {
    var values = new ShopValues(mall.tenants().current());
    var found =
        mall.audit()
            .find(
                new AuditLog.Search(
                    query.choice("actor"),
                    query.choice("area"),
                    Optional.empty(),
                    query.from("at").map(values::beginning),
                    query.to("at").map(values::end)),
                query.after(),
                query.limit());
    return ListPage.of(shape(), query)
        .rows(found.items().stream().map(this::row).toList())
        .next(found.next());
  }

  private ListRow row(AuditEntry entry) {
    return ListRow.of(
        Long.toString(entry.id()),
        Cell.Item.withoutPicture(what(entry, phrases), Optional.empty(), address(entry)),
        new Cell.Words(who(entry, phrases)),
        new Cell.Words(Subjects.words(entry, phrases, mall)),
        new Cell.Time(entry.at()),
        new Cell.Words(entry.actor().address().orElse("")));
  }

  /** What was done, in the reader's words; a plugin's own action by its name. */
  public static String what(AuditEntry entry) {
    return what(entry, Visit.current().phrases());
  }

  private static String what(AuditEntry entry, Phrases phrases) {
    return phrases.find("audit.action." + entry.action()).orElse(entry.action());
  }

  /** Who did it. */
  public static String who(AuditEntry entry) {
    return who(entry, Visit.current().phrases());
  }

  private static String who(AuditEntry entry, Phrases phrases) {
    return entry.actor().key().startsWith("operator:")
        ? phrases.words("audit.operator.named", entry.actor().name())
        : entry.actor().key().equals("system")
            ? phrases.words("audit.system")
            : entry.actor().name();
  }

  /** Address of the page with all that is known of it. */
  static String address(AuditEntry entry) {
    return "/audit/" + entry.at().toEpochMilli() + "_" + entry.id();
  }
}
