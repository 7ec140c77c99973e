package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.launcher.Stack;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.net.URI;

/** The payer's side of the WeChat sandbox. */
public final class Sandbox {
  private Sandbox() {}

  /** The payer confirms; WeChat Pay sends its signed callback. */
  public static void pays(String payment) {
    pays(TestMall.get().stack(), payment);
  }

  /** The same at the sandbox of another stack. */
  public static void pays(Stack stack, String payment) {
    var answer =
        Http.visitor(URI.create(stack.wechat().url()))
            .send("POST", "/sandbox/pay", Shop.json("out_trade_no", payment, "result", "SUCCESS"));
    assertThat(answer.status()).isBetween(200, 299);
  }
}
