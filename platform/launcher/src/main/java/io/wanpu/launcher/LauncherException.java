package io.wanpu.launcher;

/** Something a person can put right; the message is one sentence that says how. */
public final class LauncherException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do about it. */
  public LauncherException(String message) {
    super(message);
  }

  /** Says what is wrong and what to do about it, with the fault behind it. */
  public LauncherException(String message, Throwable cause) {
    super(message, cause);
  }
}
