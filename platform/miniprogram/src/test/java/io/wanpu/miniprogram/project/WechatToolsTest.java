package io.wanpu.miniprogram.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.miniprogram.DemoInput;
import io.wanpu.miniprogram.source.Library;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated projects against WeChat's own compilers and checks. */
class WechatToolsTest {
  private final Library library = Library.load();
  private final ProjectGenerator generator = new ProjectGenerator(library);
  @TempDir Path folder;

  @Test
  void projects_of_the_themes_and_a_template_pass_wechats_own_tools() throws Exception {
    var folders = new ArrayList<String>();
    var seckill = DemoInput.seckill();
    for (var theme : library.themes()) {
      folders.add(write(theme, generator.generate(DemoInput.shop(theme, seckill))));
    }
    var ext = generator.ext(DemoInput.shop("market")).toPrettyString();
    folders.add(
        write(
            "template",
            generator
                .template("market", List.of(seckill))
                .with(Map.of("ext.json", ext.getBytes(StandardCharsets.UTF_8)))));
    assertThat(check(folders)).endsWith(folders.size() + " projects, 0 problems");
  }

  private String write(String name, Project project) throws IOException {
    var to = folder.resolve(name);
    project.writeTo(to);
    return to.toString();
  }

  private String check(List<String> folders) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("node", "src/test/checks/check.mjs"));
    command.addAll(folders);
    var log = folder.resolve("check.log");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(log.toFile())
            .redirectError(folder.resolve("check.err").toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return Files.readString(log).strip();
  }
}
