package io.wanpu.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;

  @Test
  void a_living_process_is_found_again() {
    Path file = folder.resolve("a.pid");
    new PidFile(file).write(ProcessHandle.current());
    assertThat(new PidFile(file).read()).contains(ProcessHandle.current());
  }

  @Test
  void the_file_of_a_dead_process_is_stale_and_goes_away() throws Exception {
    Path file = folder.resolve("a.pid");
    Process process = new ProcessBuilder("sleep", "60").start();
    new PidFile(file).write(process.toHandle());
    process.destroyForcibly().waitFor();
    assertThat(new PidFile(file).read()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void a_number_that_now_belongs_to_another_process_is_stale() throws Exception {
    Path file = folder.resolve("a.pid");
    Files.writeString(file, ProcessHandle.current().pid() + " tick-1\n");
    assertThat(new PidFile(file).read()).isEmpty();
  }

  @Test
  void a_damaged_file_is_stale() throws Exception {
    Path file = folder.resolve("a.pid");
    Files.writeString(file, "no number\n");
    assertThat(new PidFile(file).read()).isEmpty();
  }
}
