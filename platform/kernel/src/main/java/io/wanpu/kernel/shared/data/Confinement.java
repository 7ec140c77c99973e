package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.kernel.shared.CurrentTenant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Delete;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.Update;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Watches a statement while it is rendered and refuses it unless each of its tables is confined to
 * the shop of the call: by {@code table.tenant_id = <shop>} among the top-level conjuncts of WHERE
 * or ON, by equality with the tenant of a table that is confined, or by the inserted value. Plain
 * SQL is refused whole, because tables inside it are not seen.
 *
 * <p>In the ON of a join only the table that is being joined may be confined: a condition there
 * does not restrict the other side of an outer join.
 */
final class Confinement implements VisitListener {
  static final String TENANT = "tenant_id";

  /** jOOQ's own classes for strings of SQL, and ours that render only what they are given. */
  private static final ClassValue<Boolean> REFUSED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          if (type.getName().startsWith("io.wanpu.kernel.")
              || type.getName().startsWith("io.wanpu.api.")) {
            return false;
          }
          for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            var name = c.getSimpleName();
            if (name.startsWith("SQL") && c.getPackageName().equals("org.jooq.impl")
                || name.startsWith("Custom") && c.getPackageName().equals("org.jooq.impl")) {
              return true;
            }
          }
          return false;
        }
      };

  private static final Set<String> OPERATORS =
      Set.of("*", "+", "-", "/", "%", "||", "and", "or", ",");

  private final TableRules rules;
  private final Deque<Block> blocks = new ArrayDeque<>();

  Confinement(TableRules rules) {
    this.rules = rules;
  }

  /** One SELECT, INSERT, UPDATE or DELETE, with the blocks around it. */
  private static final class Block {
    final QueryPart statement;
    final @Nullable Block outer;
    final List<Table<?>> tables = new ArrayList<>();
    final Set<String> confined = new HashSet<>();
    final List<String[]> equal = new ArrayList<>();
    boolean inserts;

    Block(QueryPart statement, @Nullable Block outer) {
      this.statement = statement;
      this.outer = outer;
    }

    boolean isConfined(String table) {
      for (var block = this; block != null; block = block.outer) {
        if (block.confined.contains(table)) {
          return true;
        }
        if (block.tables.stream().anyMatch(t -> t.getName().equals(table))) {
          return false;
        }
      }
      return false;
    }
  }

  @Override
  public void visitStart(VisitContext context) {
    var part = context.queryPart();
    if (REFUSED.get(part.getClass()) && !isOperator(part)) {
      throw new UnconfinedStatement(
          "plain SQL may hide tables: " + part.getClass().getSimpleName());
    }
    if (part instanceof Select<?>
        || part instanceof Update<?>
        || part instanceof Delete<?>
        || part instanceof Insert<?>) {
      if (part.getClass().getName().endsWith("QueryImpl")
          || part.getClass().getName().endsWith("Query")) {
        open(part);
      }
    } else if (part instanceof Table<?> table) {
      declare(context, table);
    } else if (part instanceof QOM.Eq<?> eq) {
      confine(context, eq);
    }
  }

  /** jOOQ itself writes operators and the asterisk of {@code count(*)} as strings of SQL. */
  private static boolean isOperator(QueryPart part) {
    return OPERATORS.contains(part.toString().strip());
  }

  private void open(QueryPart statement) {
    var block = new Block(statement, blocks.peek());
    blocks.push(block);
    if (statement instanceof QOM.Insert<?> insert) {
      block.inserts = true;
      confineInsert(block, insert);
    }
  }

  private void declare(VisitContext context, Table<?> table) {
    if (!context.context().declareTables() || blocks.isEmpty()) {
      return;
    }
    // joins and derived tables are made of what they contain, which is visited next
    if (table instanceof QOM.JoinTable<?, ?>
        || table instanceof QOM.DerivedTable<?>
        || table instanceof QOM.TableAlias<?> alias && !isPlain(alias)) {
      refuseRightJoin(table);
      return;
    }
    if (insideField(context)) {
      return;
    }
    if (table.getClass().getPackageName().equals("org.jooq.impl")
        && !(table instanceof QOM.TableAlias<?>)
        && table.fields().length == 0) {
      throw new UnconfinedStatement(
          "an unknown kind of table: " + table.getClass().getSimpleName());
    }
    rules.admit(table);
    blocks.getFirst().tables.add(table);
  }

  private static boolean isPlain(QOM.TableAlias<?> alias) {
    return !(alias.$aliased() instanceof QOM.DerivedTable<?>);
  }

  private static void refuseRightJoin(Table<?> table) {
    if (table instanceof QOM.RightJoin<?> || table instanceof QOM.FullJoin<?>) {
      throw new UnconfinedStatement(
          "write it as a left join: the guard does not reason about right and full joins");
    }
  }

  private static boolean insideField(VisitContext context) {
    var path = context.queryParts();
    for (var i = path.length - 2; i >= 0; i--) {
      if (path[i] instanceof Select<?>) {
        return false;
      }
      if (path[i] instanceof Field<?>) {
        return true;
      }
    }
    return false;
  }

  private void confine(VisitContext context, QOM.Eq<?> eq) {
    var block = blocks.peek();
    if (block == null) {
      return;
    }
    var left = tenantTable(eq.$arg1());
    var right = tenantTable(eq.$arg2());
    if (left == null && right == null) {
      return;
    }
    var place = place(context, block);
    if (place == Place.ELSEWHERE) {
      return;
    }
    var only =
        place == Place.ON && !block.tables.isEmpty() ? block.tables.getLast().getName() : null;
    if (left != null && right != null) {
      if (only == null) {
        block.equal.add(new String[] {left, right});
        block.equal.add(new String[] {right, left});
      } else {
        block.equal.add(
            only.equals(left) ? new String[] {left, right} : new String[] {right, left});
      }
    } else {
      var table = left != null ? left : right;
      if (isTheShop(left != null ? eq.$arg2() : eq.$arg1())
          && (only == null || only.equals(table))) {
        block.confined.add(table);
      }
    }
  }

  private enum Place {
    WHERE,
    ON,
    ELSEWHERE
  }

  /**
   * Where a condition stands: a conjunct of WHERE, a conjunct of ON, or something that does not
   * restrict the rows.
   */
  private static Place place(VisitContext context, Block block) {
    var path = context.queryParts();
    for (var i = path.length - 2; i >= 0; i--) {
      var part = path[i];
      if (part == block.statement) {
        return whereClause(context) ? Place.WHERE : Place.ELSEWHERE;
      }
      if (part instanceof QOM.JoinTable<?, ?>) {
        return Place.ON;
      }
      var conjunct =
          part instanceof QOM.And
              || part.getClass().getSimpleName().equals("ConditionProviderImpl");
      var wrapper =
          !(part instanceof Condition)
              && !(part instanceof Field<?>)
              && !(part instanceof Table<?>);
      if (!conjunct && !wrapper) {
        return Place.ELSEWHERE;
      }
    }
    return Place.ELSEWHERE;
  }

  private static boolean whereClause(VisitContext context) {
    for (var i = context.clausesLength() - 1; i >= 0; i--) {
      switch (context.clauses()[i]) {
        case SELECT_WHERE, UPDATE_WHERE, DELETE_WHERE -> {
          return true;
        }
        case SELECT,
            UPDATE,
            DELETE,
            INSERT,
            SELECT_HAVING,
            SELECT_SELECT,
            SELECT_ORDER_BY,
            UPDATE_SET -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static @Nullable String tenantTable(@Nullable Field<?> field) {
    if (field instanceof TableField<?, ?> column && column.getName().equals(TENANT)) {
      var table = column.getTable();
      return table == null ? null : table.getName();
    }
    return null;
  }

  private static boolean isTheShop(@Nullable Field<?> value) {
    return value instanceof Param<?> param
        && param.getValue() instanceof Long id
        && id == CurrentTenant.id().value();
  }

  private static void confineInsert(Block block, QOM.Insert<?> insert) {
    var columns = insert.$columns();
    var at = -1;
    for (var i = 0; i < columns.size(); i++) {
      if (columns.get(i).getName().equals(TENANT)) {
        at = i;
      }
    }
    if (at < 0 || insert.$select() != null || insert.$values().isEmpty()) {
      return;
    }
    for (var row : insert.$values()) {
      if (!isTheShop(row.field(at))) {
        return;
      }
    }
    block.confined.add(insert.$into().getName());
  }

  @Override
  public void visitEnd(VisitContext context) {
    var block = blocks.peek();
    if (block == null || block.statement != context.queryPart()) {
      return;
    }
    blocks.pop();
    for (var changed = true; changed; ) {
      changed = false;
      for (var pair : block.equal) {
        if (!block.confined.contains(pair[0]) && block.isConfined(pair[1])) {
          changed |= block.confined.add(pair[0]);
        }
      }
    }
    for (var table : block.tables) {
      if (!block.confined.contains(table.getName())) {
        throw new UnconfinedStatement(
            "the statement is not confined to the shop in " + table.getName());
      }
    }
  }
}
