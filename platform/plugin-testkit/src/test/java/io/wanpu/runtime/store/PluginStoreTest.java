package io.wanpu.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shoppers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MallTest
class PluginStoreTest {
  private static final String EVENT = "racing.over";

  @Test
  void nodes_that_load_the_same_plugin_at_once_remember_its_handlers(Mall mall) {
    var store = new PluginStore(mall.cellDb(), mall.clock());
    var wanted = Map.of(EVENT, List.of("racing/count", "racing/tell"));
    try {
      for (var round = 0; round < 5; round++) {
        store.rememberHandlers("racing", Map.of());

        Shoppers.concurrently(
            4,
            node -> {
              store.rememberHandlers("racing", wanted);
              return node;
            });

        assertThat(store.handlers().get(EVENT)).containsExactly("racing/count", "racing/tell");
      }
    } finally {
      store.rememberHandlers("racing", Map.of());
    }
  }
}
