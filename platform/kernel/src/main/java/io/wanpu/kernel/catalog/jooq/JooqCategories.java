package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.CATEGORY;
import static io.wanpu.kernel.db.Tables.PRODUCT;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.catalog.Categories;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The tree of categories in MariaDB, read whole: a shop has at most some hundred. */
public final class JooqCategories implements Categories {
  private final TenantDb db;
  private final IdSource ids;
  private final AuditLog audit;

  public JooqCategories(TenantDb db, IdSource ids, AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.audit = audit;
  }

  private record Row(long id, @Nullable Long parent, String name, int position) {
    Map<String, Object> noted() {
      return Map.of(
          "name", name, "parent", parent == null ? "" : parent.toString(), "position", position);
    }
  }

  @Override
  public List<Category> tree() {
    var rows = db.read(dsl -> rows(dsl, false)).values();
    var below = new HashMap<Long, List<Row>>();
    for (var row : rows) {
      below
          .computeIfAbsent(row.parent() == null ? 0L : row.parent(), k -> new ArrayList<>())
          .add(row);
    }
    return children(below, 0L);
  }

  private static List<Category> children(Map<Long, List<Row>> below, long parent) {
    return below.getOrDefault(parent, List.of()).stream()
        .map(
            r ->
                new Category(
                    new CategoryId(r.id()),
                    Optional.ofNullable(r.parent()).map(CategoryId::new),
                    r.name(),
                    r.position(),
                    children(below, r.id())))
        .toList();
  }

  /** All categories, in the order of siblings. Locked when the tree is to be changed. */
  private static Map<Long, Row> rows(DSLContext dsl, boolean lock) {
    var select =
        dsl.select(CATEGORY.ID, CATEGORY.PARENT_ID, CATEGORY.NAME, CATEGORY.POSITION)
            .from(CATEGORY)
            .where(shop())
            .orderBy(CATEGORY.POSITION, CATEGORY.ID);
    var rows = new LinkedHashMap<Long, Row>();
    for (var r : lock ? select.forUpdate().fetch() : select.fetch()) {
      rows.put(
          r.get(CATEGORY.ID),
          new Row(
              r.get(CATEGORY.ID),
              r.get(CATEGORY.PARENT_ID),
              r.get(CATEGORY.NAME),
              r.get(CATEGORY.POSITION)));
    }
    return rows;
  }

  @Override
  public Set<CategoryId> within(CategoryId id) {
    var rows = db.read(dsl -> rows(dsl, false));
    var found = new HashSet<CategoryId>();
    for (var row : rows.values()) {
      if (path(rows, row.id()).contains(id.value())) {
        found.add(new CategoryId(row.id()));
      }
    }
    return found;
  }

  /** From a category to its root. */
  private static List<Long> path(Map<Long, Row> rows, long id) {
    var path = new ArrayList<Long>();
    for (var row = rows.get(id); row != null && path.size() <= DEPTH; ) {
      path.add(row.id());
      row = row.parent() == null ? null : rows.get(row.parent());
    }
    return path;
  }

  @Override
  public CategoryId add(Actor actor, String name, Optional<CategoryId> parent) {
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var rows = rows(dsl, true);
          if (rows.size() >= MOST) {
            throw MallException.conflict("catalog.too_many_categories", Arg.count(MOST));
          }
          var above = parent.map(CategoryId::value).orElse(null);
          var fields = new Fields();
          var tidy = fields.line("name", name, 1, 60);
          checkParent(fields, rows, above, 1);
          fields.orThrow();
          var position =
              rows.values().stream()
                      .filter(r -> java.util.Objects.equals(r.parent(), above))
                      .mapToInt(Row::position)
                      .max()
                      .orElse(-1)
                  + 1;
          var row = new Row(ids.next(), above, tidy, position);
          dsl.insertInto(CATEGORY)
              .set(CATEGORY.TENANT_ID, CurrentTenant.id().value())
              .set(CATEGORY.ID, row.id())
              .set(CATEGORY.PARENT_ID, above)
              .set(CATEGORY.NAME, tidy)
              .set(CATEGORY.POSITION, position)
              .execute();
          audit.record(tx, actor, "category.added", "category:" + row.id(), null, row.noted());
          return new CategoryId(row.id());
        });
  }

  private static void checkParent(
      Fields fields, Map<Long, Row> rows, @Nullable Long parent, int levelsBelow) {
    if (parent == null) {
      return;
    }
    if (!rows.containsKey(parent)) {
      fields.error("parent", "catalog.category_unknown");
    } else if (path(rows, parent).size() + levelsBelow > DEPTH) {
      fields.error("parent", "catalog.category_too_deep", Arg.count(DEPTH));
    }
  }

  @Override
  public void change(
      Actor actor, CategoryId id, String name, Optional<CategoryId> parent, int position) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var rows = rows(dsl, true);
          var before = existing(rows, id);
          var above = parent.map(CategoryId::value).orElse(null);
          var fields = new Fields();
          var tidy = fields.line("name", name, 1, 60);
          fields.number("position", position, 0, 100_000);
          if (above != null && path(rows, above).contains(id.value())) {
            fields.error("parent", "catalog.category_below_itself");
          } else {
            checkParent(fields, rows, above, height(rows, id.value()));
          }
          fields.orThrow();
          dsl.update(CATEGORY)
              .set(CATEGORY.PARENT_ID, above)
              .set(CATEGORY.NAME, tidy)
              .set(CATEGORY.POSITION, position)
              .where(shop(), CATEGORY.ID.eq(id.value()))
              .execute();
          audit.record(
              tx,
              actor,
              "category.changed",
              "category:" + id,
              before.noted(),
              new Row(id.value(), above, tidy, position).noted());
          return id;
        });
  }

  @Override
  public void place(Actor actor, CategoryId id, Optional<CategoryId> parent, int index) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var rows = rows(dsl, true);
          var before = existing(rows, id);
          var above = parent.map(CategoryId::value).orElse(null);
          var fields = new Fields();
          if (above != null && path(rows, above).contains(id.value())) {
            fields.error("parent", "catalog.category_below_itself");
          } else {
            checkParent(fields, rows, above, height(rows, id.value()));
          }
          fields.orThrow();
          var siblings =
              new ArrayList<>(
                  rows.values().stream()
                      .filter(r -> java.util.Objects.equals(r.parent(), above))
                      .filter(r -> r.id() != id.value())
                      .map(Row::id)
                      .toList());
          var place = Math.clamp(index, 0, siblings.size());
          siblings.add(place, id.value());
          for (var i = 0; i < siblings.size(); i++) {
            dsl.update(CATEGORY)
                .set(CATEGORY.PARENT_ID, above)
                .set(CATEGORY.POSITION, i)
                .where(shop(), CATEGORY.ID.eq(siblings.get(i)))
                .execute();
          }
          audit.record(
              tx,
              actor,
              "category.moved",
              "category:" + id,
              before.noted(),
              new Row(id.value(), above, before.name(), place).noted());
          return id;
        });
  }

  /** Levels of the part of the tree that hangs on a category, itself included. */
  private static int height(Map<Long, Row> rows, long id) {
    return rows.values().stream()
        .map(r -> path(rows, r.id()).indexOf(id) + 1)
        .max(Integer::compare)
        .orElse(1);
  }

  private static Row existing(Map<Long, Row> rows, CategoryId id) {
    var row = rows.get(id.value());
    if (row == null) {
      throw MallException.notFound("catalog.category_unknown");
    }
    return row;
  }

  @Override
  public void remove(Actor actor, CategoryId id) {
    db.transaction(
        tx -> {
          var rows = rows(db.on(tx), true);
          var before = existing(rows, id);
          if (height(rows, id.value()) > 1) {
            throw MallException.conflict("catalog.category_has_children");
          }
          delete(tx, id);
          audit.record(tx, actor, "category.removed", "category:" + id, before.noted(), null);
          return id;
        });
  }

  private void delete(Tx tx, CategoryId id) {
    db.on(tx)
        .update(PRODUCT)
        .set(PRODUCT.CATEGORY_ID, DSL.val((Long) null))
        .where(PRODUCT.TENANT_ID.eq(CurrentTenant.id().value()), PRODUCT.CATEGORY_ID.eq(id.value()))
        .execute();
    db.on(tx).deleteFrom(CATEGORY).where(shop(), CATEGORY.ID.eq(id.value())).execute();
  }

  private static Condition shop() {
    return CATEGORY.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
