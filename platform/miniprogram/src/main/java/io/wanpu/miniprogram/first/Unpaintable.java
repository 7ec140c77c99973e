package io.wanpu.miniprogram.first;

/** Something that only the runtime can show: what comes before it is painted, the rest is left. */
final class Unpaintable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unpaintable(String what) {
    super(what, null, false, false);
  }
}
