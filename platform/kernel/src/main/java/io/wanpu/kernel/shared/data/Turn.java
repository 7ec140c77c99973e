package io.wanpu.kernel.shared.data;

import static io.wanpu.kernel.db.Tables.SHOP_TURN;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.CurrentTenant;

/**
 * Lets transactions of a shop that count something and add to it go one after the other, so that
 * none counts what another is about to change. Other shops, and other things, do not wait.
 */
public final class Turn {
  private final TenantDb db;
  private final String name;

  /**
   * @param name what is counted
   */
  public Turn(TenantDb db, String name) {
    this.db = db;
    this.name = name;
  }

  /** Waits until the turn is this transaction's; it keeps it until it ends. */
  public void take(Tx tx) {
    // writing the row locks it, whether it was there or not
    db.on(tx)
        .insertInto(SHOP_TURN)
        .set(SHOP_TURN.TENANT_ID, CurrentTenant.id().value())
        .set(SHOP_TURN.NAME, name)
        .onDuplicateKeyUpdate()
        .set(SHOP_TURN.NAME, name)
        .execute();
  }
}
