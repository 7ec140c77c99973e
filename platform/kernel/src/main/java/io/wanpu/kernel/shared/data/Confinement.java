package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.kernel.shared.CurrentTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.FieldOrRow;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * Watches a statement while it is rendered and refuses it unless each of its tables is confined to
 * the shop of the call: by {@code table.tenant_id = <shop>}, by equality with the tenant of a table
 * that is confined, or by the inserted value.
 *
 * <p>Only conditions that every row must meet count: the conjuncts of WHERE, those of the ON of an
 * inner join, and those of the ON of a left join for the tables on its right. A subquery may lean
 * on a table around it. Plain SQL is refused whole, because tables inside it are not seen; so is
 * every kind of statement and join that is not known here, an update of the tenant itself, and an
 * "insert or update" that could meet another shop's row through a key without the tenant.
 *
 * <p>The visit finds the statements, however deep they lie; each is then judged by its model, when
 * the outermost one has been seen whole.
 */
final class Confinement implements VisitListener {
  static final String TENANT = "tenant_id";

  private static final String JOOQ = "org.jooq.impl";

  /** Strings of SQL that jOOQ itself writes: operators, and the asterisk of {@code count(*)}. */
  private static final Set<String> OPERATORS =
      Set.of("*", "+", "-", "/", "%", "||", "and", "or", ",");

  /** jOOQ's classes for strings of SQL, and foreign ones that may render whatever they like. */
  private static final ClassValue<Boolean> PLAIN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          if (type.getName().startsWith("io.wanpu.kernel.")
              || type.getName().startsWith("io.wanpu.api.")) {
            return false;
          }
          for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            var name = c.getSimpleName();
            if (c.getPackageName().equals(JOOQ)
                && (name.startsWith("SQL") || name.startsWith("Custom"))) {
              return true;
            }
          }
          return false;
        }
      };

  private final TableRules rules;
  private @Nullable Block innermost;

  Confinement(TableRules rules) {
    this.rules = rules;
  }

  /**
   * One SELECT, INSERT, UPDATE or DELETE. Lists are short here, and a set would cost more than it
   * saves.
   */
  private static final class Block {
    final QueryPart statement;
    final @Nullable Block around;
    final List<String> tables = new ArrayList<>(4);
    final List<String> confined = new ArrayList<>(4);
    List<Tie> ties = List.of();
    List<Block> within = List.of();

    Block(QueryPart statement, @Nullable Block around) {
      this.statement = statement;
      this.around = around;
    }

    void tie(String table, String to) {
      if (ties.isEmpty()) {
        ties = new ArrayList<>();
      }
      ties.add(new Tie(table, to));
    }

    void add(Block inner) {
      if (within.isEmpty()) {
        within = new ArrayList<>();
      }
      within.add(inner);
    }

    /** Whether the table of that name, here or in the nearest block around, is confined. */
    boolean isConfined(String table) {
      for (var block = this; block != null; block = block.around) {
        if (block.tables.contains(table)) {
          return block.confined.contains(table);
        }
      }
      return false;
    }
  }

  /** The first table is confined if the second one is. */
  private record Tie(String table, String to) {}

  /** Which tables of a block, in the order in which they were declared, a condition can confine. */
  private record Reach(int from, int to) {
    static final Reach WHOLE = new Reach(0, Integer.MAX_VALUE);

    boolean covers(Block block, String table) {
      if (this == WHOLE) {
        return true;
      }
      var at = block.tables.indexOf(table);
      return at >= from && at < to;
    }
  }

  @Override
  public void visitStart(VisitContext context) {
    var part = context.queryPart();
    if (PLAIN.get(part.getClass()) && !isOperator(part)) {
      throw new UnconfinedStatement(
          "plain SQL may hide tables: " + part.getClass().getSimpleName());
    }
    if (part instanceof Query query) {
      if (query.getClass().getName().endsWith("QueryImpl")) {
        open(query);
      } else if (innermost == null && !isShell(part)) {
        throw new UnconfinedStatement("an unknown kind of statement: " + part.getClass().getName());
      }
    }
  }

  private static boolean isOperator(QueryPart part) {
    return !(part instanceof Query) && OPERATORS.contains(part.toString().strip());
  }

  /** The fluent classes only pass on to the {@code …QueryImpl} inside them. */
  private static boolean isShell(QueryPart part) {
    return part instanceof Select<?>
        || switch (part.getClass().getSimpleName()) {
          case "InsertImpl", "UpdateImpl", "DeleteImpl", "FetchCount" -> true;
          default -> false;
        };
  }

  private void open(Query statement) {
    var block = new Block(statement, innermost);
    if (innermost != null) {
      innermost.add(block);
    }
    innermost = block;
    switch (statement) {
      case Select<?> select -> {
        if (select.$intoTable() != null) {
          throw new UnconfinedStatement("select into a table");
        }
        select.$from().forEach(t -> declare(block, t));
        conjuncts(block, select.$where(), Reach.WHOLE);
      }
      case QOM.Update<?> update -> {
        refuseTenant(update.$set());
        declare(block, update.$table());
        update.$from().forEach(t -> declare(block, t));
        conjuncts(block, update.$where(), Reach.WHOLE);
      }
      case QOM.Delete<?> delete -> {
        declare(block, delete.$from());
        delete.$using().forEach(t -> declare(block, t));
        conjuncts(block, delete.$where(), Reach.WHOLE);
      }
      case QOM.Insert<?> insert -> {
        declare(block, insert.$into());
        refuseTenant(insert.$updateSet());
        refuseForeignKeys(insert);
        confineInserted(block, insert);
      }
      default ->
          throw new UnconfinedStatement(
              "an unknown kind of statement: " + statement.getClass().getName());
    }
  }

  /** Notes the tables that a FROM or the like brings. */
  private void declare(Block block, Table<?> table) {
    switch (table) {
      case QOM.JoinTable<?, ?> join -> declareJoin(block, join);
      // what is inside is a statement of its own
      case QOM.DerivedTable<?> derived -> {}
      case QOM.TableAlias<?> alias -> {
        if (!(alias.$table() instanceof QOM.DerivedTable<?>)) {
          refuseRenamed(alias);
          declareOne(block, table);
        }
      }
      default -> declareOne(block, table);
    }
  }

  private void declareOne(Block block, Table<?> table) {
    if (table.getClass().getPackageName().equals(JOOQ) && table.fields().length == 0) {
      throw new UnconfinedStatement(
          "an unknown kind of table: " + table.getClass().getSimpleName());
    }
    rules.admit(table);
    block.tables.add(table.getName());
  }

  private static void refuseRenamed(QOM.TableAlias<?> alias) {
    var names = alias.fields();
    var columns = alias.$table().fields();
    for (var i = 0; i < names.length; i++) {
      if (columns.length != names.length || !columns[i].getName().equals(names[i].getName())) {
        throw new UnconfinedStatement("an alias that renames columns");
      }
    }
  }

  private void declareJoin(Block block, QOM.JoinTable<?, ?> join) {
    var left = block.tables.size();
    declare(block, join.$table1());
    var right = block.tables.size();
    declare(block, join.$table2());
    var end = block.tables.size();
    switch (join) {
      case QOM.Join<?> inner -> conjuncts(block, inner.$on(), new Reach(left, end));
      case QOM.StraightJoin<?> straight -> conjuncts(block, straight.$on(), new Reach(left, end));
      // rows of the left side come whatever the condition says
      case QOM.LeftJoin<?> outer -> conjuncts(block, outer.$on(), new Reach(right, end));
      case QOM.CrossJoin<?> cross -> {}
      default ->
          throw new UnconfinedStatement(
              "the guard does not reason about this kind of join; write it as an inner or left join: "
                  + join.getClass().getSimpleName());
    }
  }

  /** Notes what the conjuncts of a condition confine. */
  private static void conjuncts(Block block, @Nullable Condition condition, Reach reach) {
    switch (condition) {
      case null -> {}
      case QOM.And and -> {
        conjuncts(block, and.$arg1(), reach);
        conjuncts(block, and.$arg2(), reach);
      }
      case QOM.Eq<?> eq -> equality(block, eq, reach);
      default -> {
        // an ON of several conditions comes in a wrapper that gives its content away only like this
        var unwrapped = condition.and(DSL.noCondition());
        if (unwrapped != condition) {
          conjuncts(block, unwrapped, reach);
        }
      }
    }
  }

  private static void equality(Block block, QOM.Eq<?> eq, Reach reach) {
    var left = tenantOf(eq.$arg1());
    var right = tenantOf(eq.$arg2());
    if (left != null && right != null) {
      tie(block, left, right, reach);
      tie(block, right, left, reach);
    } else if (left != null && isTheShop(eq.$arg2())) {
      confine(block, left, reach);
    } else if (right != null && isTheShop(eq.$arg1())) {
      confine(block, right, reach);
    }
  }

  private static void tie(Block block, String table, String to, Reach reach) {
    if (!table.equals(to) && reach.covers(block, table)) {
      block.tie(table, to);
    }
  }

  private static void confine(Block block, String table, Reach reach) {
    if (reach.covers(block, table)) {
      block.confined.add(table);
    }
  }

  private static @Nullable String tenantOf(@Nullable Field<?> field) {
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

  private static void refuseTenant(Map<? extends FieldOrRow, ?> assignments) {
    for (var assigned : assignments.keySet()) {
      if (!(assigned instanceof Field<?> field) || field.getName().equals(TENANT)) {
        throw new UnconfinedStatement("a row stays with its shop: " + assigned);
      }
    }
  }

  private static void refuseForeignKeys(QOM.Insert<?> insert) {
    if (!insert.$updateSet().isEmpty()) {
      refuseForeignKeys(insert.$into());
    }
  }

  /** Refuses a table in which "insert or update" could meet another shop's row. */
  static void refuseForeignKeys(Table<?> table) {
    for (var key : table.getKeys()) {
      if (key.getFields().stream().noneMatch(f -> f.getName().equals(TENANT))) {
        throw new UnconfinedStatement(
            "insert or update could meet another shop's row through " + key.getName());
      }
    }
  }

  private static void confineInserted(Block block, QOM.Insert<?> insert) {
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
    var block = innermost;
    if (block != null && block.statement == context.queryPart()) {
      innermost = block.around;
      if (innermost == null) {
        judge(block);
      }
    }
  }

  private static void judge(Block block) {
    for (var changed = true; changed; ) {
      changed = false;
      for (var tie : block.ties) {
        if (!block.confined.contains(tie.table()) && block.isConfined(tie.to())) {
          changed |= block.confined.add(tie.table());
        }
      }
    }
    for (var table : block.tables) {
      if (!block.confined.contains(table)) {
        throw new UnconfinedStatement("the statement is not confined to the shop in " + table);
      }
    }
    block.within.forEach(Confinement::judge);
  }

  /** Refuses batches whose values are bound after the statement was judged. */
  static ExecuteListener refusingLateValues() {
    return new ExecuteListener() {
      @Override
      public void start(ExecuteContext context) {
        if (context.batchMode() == ExecuteContext.BatchMode.SINGLE) {
          throw new UnconfinedStatement(
              "values that are bound later are not seen; use insertAll or a batch of statements");
        }
      }
    };
  }
}
