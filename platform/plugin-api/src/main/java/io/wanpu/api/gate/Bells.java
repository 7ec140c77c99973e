package io.wanpu.api.gate;

import java.util.function.Consumer;

/** Wakes other nodes. A bell may be lost; what it says must also be found without it. */
public interface Bells {
  /** Rings on every node that listens, this one included. The text is at most 200 characters. */
  void ring(String name, String text);

  /** Listens until the plugin is unloaded; called with the tenant of the ringing call bound. */
  void listen(String name, Consumer<String> listener);
}
