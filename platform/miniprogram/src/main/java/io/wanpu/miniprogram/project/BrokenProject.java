package io.wanpu.miniprogram.project;

/** A project can't be generated; the message says where and why. */
public final class BrokenProject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenProject(String message) {
    super(message);
  }
}
