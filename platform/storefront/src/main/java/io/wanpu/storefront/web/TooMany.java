package io.wanpu.storefront.web;

/** Too many requests. */
final class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  /**
   * @param seconds after which another try makes sense
   */
  TooMany(long seconds) {
    super(null, null, false, false);
    this.seconds = seconds;
  }

  long seconds() {
    return seconds;
  }
}
