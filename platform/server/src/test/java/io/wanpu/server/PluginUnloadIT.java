package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle.Data;
import io.wanpu.runtime.PluginLifecycle.Removal;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestJar;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing of an uninstalled plugin stays in the memory of a running server, whose container looks
 * into everything that passes through it.
 */
@MallTest
class PluginUnloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 10;
  private static final String LOADER = "org.pf4j.PluginClassLoader";

  @AfterEach
  void end(Mall mall) {
    new Plugins(mall).purge("guest");
  }

  @Test
  void class_loaders_of_uninstalled_plugins_are_collected(Mall mall, Shop shop) {
    RunningMall.node();
    var plugins = new Plugins(mall);
    var before = loaders();
    for (var round = 0; round < ROUNDS; round++) {
      plugins.install(guest(round));
      plugins.enable(shop, "guest");
      use(shop);
      assertThat(mall.plugins().lifecycle().uninstall("guest", Data.KEEP))
          .isInstanceOf(Removal.Done.class);
      TestMall.await(
          "the server has let go of round " + round,
          PATIENCE,
          () -> visit(shop, "/version").status() == 404);
    }
    // each look collects everything that can be collected
    TestMall.await("all are collected", PATIENCE, () -> loaders() <= before);
  }

  /** Everything that could remember a class: answers, bodies, refusals. */
  private static void use(Shop shop) {
    TestMall.await("the server serves it", PATIENCE, () -> visit(shop, "/version").status() == 200);
    var member = Http.visitor(RunningMall.storefront()).as(shop.token(shop.member()));
    var address = "/api/v1/shops/" + shop.code() + "/x/guest/notes";
    assertThat(member.post(address, "{\"text\":\"hi\"}").status()).isEqualTo(200);
    assertThat(member.post(address, "{\"text\":\"\"}").status()).isEqualTo(422);
    assertThat(member.post(address, "{\"text\":7}").status()).isEqualTo(422);
    assertThat(Http.visitor(RunningMall.storefront()).get("/openapi.json").status()).isEqualTo(200);
  }

  private static Http.Answer visit(Shop shop, String path) {
    return Http.visitor(RunningMall.storefront())
        .get("/api/v1/shops/" + shop.code() + "/x/guest" + path);
  }

  private static byte[] guest(int round) {
    return TestJar.of("guest", "1.0." + round)
        .source(
            """
            package guest;

            import io.wanpu.api.plugin.*;
            import jakarta.validation.constraints.*;
            import java.util.List;

            public class Guest implements MallPlugin {
              public record Note(@NotBlank @Size(max = 80) String text) {}
              public record Kept(List<Note> notes) {}

              @Override public void contribute(Contributions to, Mall mall) {
                to.routes(routes -> {
                  routes.get("/version", Kept.class).open().summary("kept").handle(call -> new Kept(List.of()));
                  routes.post("/notes", Note.class, Kept.class).summary("keep").handle(call -> new Kept(List.of(call.body())));
                });
              }
            }
            """)
        .build();
  }

  /** Class loaders of plugins that are alive in the server after a collection. */
  private static long loaders() {
    var pid = RunningMall.node().daemon().process().orElseThrow().pid();
    try {
      var histogram =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      var lines = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines).as("the server's classes").contains("java.lang.String");
      return lines
          .lines()
          .map(line -> line.strip().split("\\s+", -1))
          .filter(words -> words.length > 3 && words[3].equals(LOADER))
          .mapToLong(words -> Long.parseLong(words[1]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
