package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Tx;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction while it runs. */
final class OpenTx implements Tx {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTx.class);

  private final Connection connection;
  private final @Nullable Long tenant;
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean open = true;

  OpenTx(Connection connection, @Nullable Long tenant) {
    this.connection = connection;
    this.tenant = tenant;
  }

  static OpenTx of(Tx tx) {
    if (tx instanceof OpenTx open && open.open) {
      return open;
    }
    throw new IllegalStateException("this transaction is over");
  }

  Connection connection() {
    return connection;
  }

  @Nullable Long tenant() {
    return tenant;
  }

  void end() {
    open = false;
  }

  void committed() {
    for (var action : afterwards) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warn("an action after commit failed", e);
      }
    }
  }

  @Override
  public void afterCommit(Runnable action) {
    afterwards.add(action);
  }
}
