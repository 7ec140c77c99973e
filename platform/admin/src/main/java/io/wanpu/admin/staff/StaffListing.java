package io.wanpu.admin.staff;

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
import io.wanpu.kernel.staff.Role;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.kernel.staff.Staff;
import io.wanpu.runtime.Mall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The people of the shop. */
public final class StaffListing implements Listing {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.staff"))
          .sub(Text.of("staff.sub"))
          .search(Text.of("staff.search"))
          .view(Staff.Status.ACTIVE.name(), Text.of("staff.status.ACTIVE"))
          .view(Staff.Status.DISMISSED.name(), Text.of("staff.status.DISMISSED"))
          .column(Column.of("name", Text.of("staff.column.name")))
          .column(Column.of("roles", Text.of("staff.column.roles")))
          .column(Column.of("state", Text.of("staff.column.state")))
          .column(Column.of("since", Text.of("staff.column.since")).notOnPhones())
          .button(Action.go("roles", Text.of("menu.roles"), "/roles").icon("shield-lock"))
          .button(Action.go("new", Text.of("staff.new"), "/staff/new").primary().icon("user-plus"))
          .empty("users", Text.of("staff.none"), Text.of("staff.none.text"))
          .build();

  private final Mall mall;

  public StaffListing(Mall mall) {
    this.mall = mall;
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var roles =
        mall.roles().list().stream().collect(Collectors.toMap(Role::id, Function.identity()));
    var all = mall.manageStaff().list();
    var words = query.words().map(text -> text.toLowerCase(Locale.ROOT));
    return ListPage.of(SHAPE, query)
        .rows(
            all.stream()
                .filter(who -> who.status().name().equals(query.view()))
                .filter(who -> words.map(text -> named(who, text)).orElse(true))
                .map(who -> row(who, roles))
                .toList())
        .counts(
            all.stream()
                .collect(Collectors.groupingBy(who -> who.status().name(), Collectors.counting())));
  }

  private static boolean named(Staff who, String words) {
    return who.login().contains(words) || who.name().toLowerCase(Locale.ROOT).contains(words);
  }

  private static ListRow row(Staff who, Map<RoleId, Role> roles) {
    return ListRow.of(
        who.id().toString(),
        Cell.Item.withoutPicture(
            who.name(), Optional.of(Text.verbatim(who.login())), "/staff/" + who.id()),
        new Cell.Words(names(who, roles)),
        state(who),
        new Cell.Time(who.createdAt()));
  }

  /** Names of the roles that somebody has. */
  static String names(Staff who, Map<RoleId, Role> roles) {
    return who.roles().stream()
        .flatMap(id -> Optional.ofNullable(roles.get(id)).stream())
        .map(Role::name)
        .sorted()
        .collect(Collectors.joining(" · "));
  }

  /** Where somebody stands. */
  static Cell.Badge state(Staff who) {
    if (who.status() == Staff.Status.DISMISSED) {
      return new Cell.Badge(Text.of("staff.status.DISMISSED"), Tone.QUIET);
    }
    return who.lockedUntil().isPresent()
        ? new Cell.Badge(Text.of("staff.locked"), Tone.WAITING)
        : new Cell.Badge(Text.of("staff.status.ACTIVE"), Tone.GOOD);
  }

  /** Staff who have a role. */
  static List<Staff> having(RoleId role, List<Staff> all) {
    return all.stream()
        .filter(who -> who.status() == Staff.Status.ACTIVE && who.roles().contains(role))
        .toList();
  }
}
