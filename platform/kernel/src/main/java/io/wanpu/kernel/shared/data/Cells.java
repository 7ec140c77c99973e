package io.wanpu.kernel.shared.data;

import io.wanpu.api.id.TenantId;
import java.util.List;

/** Which cell holds which shop. Today there is one cell; a shop that moves will move here. */
public final class Cells implements AutoCloseable {
  private final Cell main;

  public Cells(Cell main) {
    this.main = main;
  }

  /** The cell of a shop. */
  Cell of(TenantId tenant) {
    return main;
  }

  /** All cells. */
  public List<Cell> all() {
    return List.of(main);
  }

  @Override
  public void close() {
    main.close();
  }
}
