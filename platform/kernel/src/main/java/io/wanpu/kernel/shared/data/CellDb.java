package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Tx;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * What is cross-tenant by nature: the directory, sign-in look-up, sweeps of deliveries and timers,
 * plugin jars. For the kernel and the plugin runtime only; its callers are listed in an ArchUnit
 * rule.
 */
public final class CellDb {
  private final Cell cell;
  private final Jooq jooq = Jooq.open();

  public CellDb(Cell cell) {
    this.cell = cell;
  }

  public <T> T transaction(Function<Tx, T> work) {
    return Transactions.run(cell, null, work);
  }

  public DSLContext on(Tx tx) {
    return jooq.on(OpenTx.of(tx).connection());
  }

  public <T> T read(Function<DSLContext, T> query) {
    return Transactions.read(cell, connection -> query.apply(jooq.on(connection)));
  }
}
