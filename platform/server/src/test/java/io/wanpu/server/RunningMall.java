package io.wanpu.server;

import io.wanpu.launcher.Home;
import io.wanpu.launcher.ServerNode;
import io.wanpu.testkit.TestMall;
import java.net.URI;
import java.nio.file.Path;

/**
 * The one real server that all tests of this module share; it is started by the first test that
 * asks for it.
 */
final class RunningMall {
  private static final ServerNode NODE =
      ServerNode.of(Home.find(), TestMall.get().stack(), "shared")
          // walks send thousands of requests for one member
          .with("WANPU_LIMIT_MEMBER", "0")
          .with("WANPU_LIMIT_STAFF_SIGN_IN", "0")
          .with("WANPU_DEMO", demo().toString());

  private RunningMall() {}

  /** Where the demo's addresses and logins are. */
  static Path demo() {
    return TestMall.data().resolve("demo.json");
  }

  /** The server, ready, with the demo in it. */
  static synchronized ServerNode node() {
    NODE.ensureRunning();
    return NODE;
  }

  /** Base address of the shoppers' door. */
  static URI storefront() {
    return node().storefront();
  }

  /** Base address of the staff's door. */
  static URI admin() {
    return node().admin();
  }
}
