package io.wanpu.api.data;

/**
 * A statement on a tenant table that is not confined to the shop of the call. It was not executed.
 */
public final class UnconfinedStatement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnconfinedStatement(String message) {
    super(message);
  }
}
