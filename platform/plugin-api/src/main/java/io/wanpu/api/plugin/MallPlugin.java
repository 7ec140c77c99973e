package io.wanpu.api.plugin;

/**
 * The main class of a plugin jar, named in {@code plugin.yaml}. It has a public constructor without
 * parameters.
 *
 * <p>A plugin is loaded once a node and serves every shop that has switched it on; the shop of a
 * call is bound to the thread ({@link Mall#tenant}). Nothing of it may outlive {@link #stop}: no
 * thread, no static registration elsewhere.
 */
public interface MallPlugin {
  /** Registers what the plugin brings. Called once after loading; must return within 10 s. */
  void contribute(Contributions to, Mall mall);

  /** Ends what the plugin has started itself; its last call. */
  default void stop() {}
}
