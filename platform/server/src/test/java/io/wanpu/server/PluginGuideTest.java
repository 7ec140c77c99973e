package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.load.ActivityDesk;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.RouteCall;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide for plugin authors is true: what it shows compiles, installs and sells. */
@MallTest
class PluginGuideTest {
  private static final Path GUIDE = Path.of("../docs/plugin-guide/README.md");
  private static final Pattern LISTING = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final String ID = "full-reduction";

  @Test
  void what_the_guide_shows_takes_ten_off_every_full_hundred(Shop shop, Shoppers shoppers)
      throws IOException {
    var plugins = new Plugins(shop.mall());
    var plugin = plugins.install(jar());
    plugins.enable(shop, ID);
    var sku = shop.sku(10, "120.00");
    shop.run(() -> publish(plugin.activities().iterator().next()));

    var shopper = shoppers.one();
    var order = shopper.orderOf(shopper.buys(sku, 2));
    assertThat(order.discount()).isEqualTo(Shop.fen("20.00"));
    assertThat(order.payable()).isEqualTo(Shop.fen("220.00"));
    assertThat(RouteCall.of(shop, ID, "GET", "/offers").ok().path("offers")).hasSize(1);
  }

  private static void publish(ActivityDesk desk) {
    var form =
        Map.of(
            "startsAt", List.of("2020-01-01T00:00"),
            "endsAt", List.of("2100-01-01T00:00"),
            "every", List.of("100.00"),
            "off", List.of("10.00"));
    var made = desk.create("周年庆", form, new FormContext(ZoneId.of("Asia/Shanghai"), 2));
    if (made instanceof ActivityDesk.Saved.Done(var id)) {
      desk.publish(id, 1);
    } else {
      throw new AssertionError("the form of the guide was refused: " + made);
    }
  }

  /** The jar that a reader of the guide would build. */
  private static byte[] jar() throws IOException {
    var jar = TestJar.of(ID, "1.0.0");
    var bundles = List.of("messages_zh_CN.properties", "messages_en.properties").iterator();
    var listings = LISTING.matcher(Files.readString(GUIDE));
    while (listings.find()) {
      var text = listings.group(2);
      switch (listings.group(1)) {
        case "yaml" ->
            text.lines()
                .map(line -> line.split(": ", 2))
                .forEach(entry -> jar.manifest(entry[0], entry[1]));
        case "properties" -> jar.entry(bundles.next(), text);
        case "java" -> {
          if (text.contains("@MallTest")) {
            // not part of the jar, but it must compile
            TestJar.of("guide-test", "1.0.0").source(text).build();
          } else {
            jar.source(text);
          }
        }
        default -> {}
      }
    }
    return jar.build();
  }
}
