package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.UnconfinedStatement;
import java.util.Optional;
import org.jooq.Table;

/** Which tables a door opens. */
@FunctionalInterface
interface TableRules {
  /**
   * @throws UnconfinedStatement when the table is not behind this door
   */
  void admit(Table<?> table);

  static TableRules none() {
    return table -> {};
  }

  static TableRules of(Optional<String> schema) {
    var wanted = schema.orElse("");
    return table -> {
      var found = table.getSchema();
      var name = found == null ? "" : found.getName();
      if (!name.equals(wanted)) {
        throw new UnconfinedStatement("the table " + table + " is not behind this door");
      }
      if (!hasTenant(table)) {
        throw new UnconfinedStatement(
            "the table " + table + " is not a shop's: it has no " + Confinement.TENANT);
      }
    };
  }

  /** It leads all our tables; looking for it by name takes longer. */
  private static boolean hasTenant(Table<?> table) {
    var first = table.field(0);
    return first != null && first.getName().equals(Confinement.TENANT)
        || table.field(Confinement.TENANT) != null;
  }
}
