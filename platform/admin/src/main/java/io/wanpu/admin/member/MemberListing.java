package io.wanpu.admin.member;

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
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.member.Member;
import io.wanpu.kernel.member.Members;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import java.util.Arrays;
import java.util.List;

/** Members, the latest first. */
public final class MemberListing implements Listing {
  private final Mall mall;

  public MemberListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return ListShape.titled(Text.of("menu.members"))
        .search(Text.of("member.search"))
        .view("all", Text.of("member.all"))
        .view(Member.Status.BLOCKED.name(), Text.of("member.status.BLOCKED"))
        .filter(
            Filter.choice(
                "tag",
                Text.of("member.tags"),
                mall.memberTags().all().stream()
                    .map(tag -> new Filter.Choice(tag.name(), Text.verbatim(tag.name())))
                    .toList()))
        .filter(Filter.days("joined", Text.of("member.column.joined")))
        .column(Column.of("member", Text.of("member.column.member")))
        .column(Column.of("tags", Text.of("member.tags")))
        .column(Column.amount("orders", Text.of("member.column.orders")))
        .column(Column.amount("spent", Text.of("member.column.spent")))
        .column(Column.of("bought", Text.of("member.column.bought")).notOnPhones())
        .column(Column.of("joined", Text.of("member.column.joined")))
        .column(Column.of("state", Text.of("member.column.state")).onDemand())
        .empty(
            "heart",
            Text.of("member.none"),
            Text.of("member.none.text"),
            Action.go("shop", Text.of("order.none.shop"), "/publish")
                .icon("upload")
                .needs(Permissions.STOREFRONT_PUBLISH))
        .bulk(
            Action.post("TAG", Text.of("member.bulk.tag"), "/members/bulk")
                .needs(Permissions.MEMBER_EDIT))
        .exports()
        .build();
  }

  @Override
  public ListPage page(ListQuery query) {
    var values = new ShopValues(mall.tenants().current());
    var found =
        mall.members()
            .find(
                new Members.Search(
                    query.words(),
                    query.choice("tag"),
                    Arrays.stream(Member.Status.values())
                        .filter(status -> status.name().equals(query.view()))
                        .findFirst(),
                    query.from("joined").map(values::beginning),
                    query.to("joined").map(values::end)),
                query.after(),
                query.limit());
    var ids = found.items().stream().map(Member::id).toList();
    var tags = mall.memberTags().of(ids);
    var worth = mall.orders().worth(ids);
    return ListPage.of(shape(), query)
        .rows(
            found.items().stream()
                .map(
                    member ->
                        row(
                            member,
                            tags.getOrDefault(member.id(), List.of()),
                            worth.getOrDefault(member.id(), Orders.Worth.NOTHING)))
                .toList())
        .next(found.next());
  }

  private static ListRow row(Member member, List<String> tags, Orders.Worth worth) {
    return ListRow.of(
        member.id().toString(),
        Cell.Item.withoutPicture(
            member.nickname(), member.phone().map(Text::verbatim), "/members/" + member.id()),
        tags.isEmpty() ? new Cell.Nothing() : new Cell.Words(String.join(" · ", tags)),
        new Cell.Count(worth.orders()),
        new Cell.Money(worth.spent()),
        worth.latest().<Cell>map(Cell.Time::new).orElseGet(Cell.Nothing::new),
        new Cell.Time(member.createdAt()),
        state(member));
  }

  /** Where a member stands. */
  static Cell.Badge state(Member member) {
    return new Cell.Badge(
        Text.of("member.status." + member.status()),
        switch (member.status()) {
          case ACTIVE -> Tone.GOOD;
          case BLOCKED -> Tone.URGENT;
          case ERASED -> Tone.QUIET;
        });
  }
}
