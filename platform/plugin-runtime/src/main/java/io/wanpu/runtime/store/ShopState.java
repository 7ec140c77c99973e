package io.wanpu.runtime.store;

/** Whether a shop uses a plugin. */
public enum ShopState {
  ENABLED,
  /** Switched off; what runs finishes, nothing new begins. */
  DRAINING,
  DISABLED;

  /** Whether shoppers and events still reach it. */
  public boolean serves() {
    return this != DISABLED;
  }
}
