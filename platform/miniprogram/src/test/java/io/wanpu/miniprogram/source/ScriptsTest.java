package io.wanpu.miniprogram.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storefront's own scripts, tested where they run: in a JavaScript engine. */
class ScriptsTest {
  @TempDir Path folder;

  @Test
  void the_scripts_do_what_pages_rely_on() throws IOException, InterruptedException {
    var log = folder.resolve("scripts.log");
    var process =
        new ProcessBuilder("node", "--test", "src/test/scripts/storefront.test.cjs")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    var said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("fail 0").doesNotContain("tests 0");
  }
}
