package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.launcher.Home;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storefronts as the command line builds them, for both shops of the demo. */
class StorefrontBuildIT {
  @TempDir Path folder;

  private static java.net.http.HttpResponse<byte[]> ask(String path) throws Exception {
    try (var http = java.net.http.HttpClient.newHttpClient()) {
      return http.send(
          java.net.http.HttpRequest.newBuilder(RunningMall.admin().resolve(path))
              .header("Authorization", "Bearer " + TestMall.get().stack().secrets().operatorToken())
              .build(),
          java.net.http.HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void projects_and_templates_of_both_shops_pass_wechats_own_tools() throws Exception {
    var projects = new ArrayList<String>();
    for (var shop : List.of("tea-house", "linen")) {
      for (var target : List.of("weapp", "template")) {
        var answer = ask("/operator/api/storefronts/" + shop + "?target=" + target);
        assertThat(answer.statusCode()).isEqualTo(200);
        projects.add(unpack(answer.body(), shop + "-" + target).toString());
      }
    }
    var command =
        new ArrayList<>(List.of("node", "platform/miniprogram/src/test/checks/check.mjs"));
    command.addAll(projects);
    var log = folder.resolve("check.log");
    var process =
        new ProcessBuilder(command)
            .directory(Home.find().path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(log).strip()).endsWith("4 projects, 0 problems");
  }

  private Path unpack(byte[] zip, String name) throws IOException {
    var to = folder.resolve(name);
    try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var file = to.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
    return to;
  }

  @Test
  void the_same_shop_is_built_from_the_same_bytes() throws Exception {
    for (var target : List.of("weapp", "template", "web")) {
      var path = "/operator/api/storefronts/linen?target=" + target;
      assertThat(ask(path).body()).as(target).isEqualTo(ask(path).body());
    }
  }

  @Test
  void what_can_not_be_built_is_told_so() throws Exception {
    assertThat(ask("/operator/api/storefronts/no-such-shop?target=weapp").statusCode())
        .isEqualTo(404);
    assertThat(ask("/operator/api/storefronts/linen?target=elsewhere").statusCode()).isEqualTo(422);
    assertThat(
            Http.visitor(RunningMall.admin())
                .with("Authorization", "Bearer x")
                .get("/operator/api/storefronts")
                .status())
        .isEqualTo(401);
  }
}
