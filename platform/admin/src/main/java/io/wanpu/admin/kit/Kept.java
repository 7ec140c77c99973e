package io.wanpu.admin.kit;

import io.wanpu.admin.web.Entered;

/**
 * Text that was kept while its writer had to sign in again: the browser sends the form once more,
 * to be shown and not to be saved.
 */
public final class Kept {
  private Kept() {}

  /** Whether the form is only to be shown. */
  public static boolean asked(Entered entered) {
    return entered.has("_kept");
  }
}
