package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.PRODUCT;

import io.wanpu.kernel.catalog.SearchWords;
import io.wanpu.kernel.shared.CurrentTenant;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;

/** {@code MATCH … AGAINST} on the tokens of products, which jOOQ has no method for. */
final class Found extends CustomCondition {
  private static final long serialVersionUID = 1L;

  private final String query;

  private Found(String query) {
    this.query = query;
  }

  /** Products that hold all words; none when the text holds no word. */
  static Condition by(String words) {
    var query = SearchWords.query(CurrentTenant.id(), words);
    return query.isEmpty() ? DSL.falseCondition() : new Found(query);
  }

  @Override
  public void accept(Context<?> context) {
    context
        .sql("match (")
        .visit(PRODUCT.SEARCH)
        .sql(") against (")
        .visit(DSL.val(query))
        .sql(" in boolean mode)");
  }
}
