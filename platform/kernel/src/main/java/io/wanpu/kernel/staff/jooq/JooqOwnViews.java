package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.OwnViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;

/** Own views, with the row of staff: they come with it and cost no query of their own. */
public final class JooqOwnViews implements OwnViews {
  private static final int MOST_NAME = 20;
  private static final int MOST_ADDRESS = 1_000;
  private static final int MOST_LISTS = 50;

  private final TenantDb db;
  private final IdSource ids;

  public JooqOwnViews(TenantDb db, IdSource ids) {
    this.db = db;
    this.ids = ids;
  }

  @Override
  public View save(StaffId who, String path, String name, String address) {
    var fields = new Fields();
    var tidy = fields.line("name", name, 1, MOST_NAME);
    var at = fields.line("address", address, 1, MOST_ADDRESS);
    if (!at.equals(path) && !at.startsWith(path + "?")) {
      fields.error("address", "staff.view_address");
    }
    fields.orThrow();
    var view = new View(Long.toString(ids.next()), tidy, at);
    change(
        who,
        path,
        views -> {
          if (views.size() >= MOST) {
            throw MallException.conflict("staff.too_many_views");
          }
          views.add(view);
          return views;
        });
    return view;
  }

  @Override
  public View rename(StaffId who, String path, String id, String name) {
    var fields = new Fields();
    var tidy = fields.line("name", name, 1, MOST_NAME);
    fields.orThrow();
    var renamed = new ArrayList<View>();
    change(
        who,
        path,
        views -> {
          renamed.clear();
          views.replaceAll(
              view -> view.id().equals(id) ? new View(id, tidy, view.address()) : view);
          views.stream().filter(view -> view.id().equals(id)).forEach(renamed::add);
          if (renamed.isEmpty()) {
            throw MallException.notFound("staff.view_unknown");
          }
          return views;
        });
    return renamed.getFirst();
  }

  @Override
  public void remove(StaffId who, String path, String id) {
    change(
        who,
        path,
        views -> {
          views.removeIf(view -> view.id().equals(id));
          return views;
        });
  }

  private void change(StaffId who, String path, UnaryOperator<List<View>> change) {
    db.transaction(
        tx -> {
          var all = new LinkedHashMap<>(locked(tx, who));
          var views = change.apply(new ArrayList<>(all.getOrDefault(path, List.of())));
          if (views.isEmpty()) {
            all.remove(path);
          } else {
            all.put(path, views);
          }
          if (all.size() > MOST_LISTS) {
            throw MallException.conflict("staff.too_many_views");
          }
          return db.on(tx)
              .update(STAFF)
              .set(STAFF.OWN_VIEWS, all.isEmpty() ? null : Json.write(all))
              .where(key(who))
              .execute();
        });
  }

  private Map<String, List<View>> locked(Tx tx, StaffId who) {
    return db.on(tx)
        .select(STAFF.OWN_VIEWS)
        .from(STAFF)
        .where(key(who))
        .forUpdate()
        .fetchOptional()
        .map(row -> Optional.ofNullable(row.value1()).map(OwnViewRows::read).orElse(Map.of()))
        .orElseThrow(() -> MallException.notFound("staff.unknown"));
  }

  private static Condition key(StaffId who) {
    return STAFF.TENANT_ID.eq(CurrentTenant.id().value()).and(STAFF.ID.eq(who.value()));
  }
}
