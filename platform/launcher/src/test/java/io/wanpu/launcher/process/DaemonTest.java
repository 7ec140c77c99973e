package io.wanpu.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.launcher.LauncherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
  @TempDir Path data;
  private Daemon daemon;

  @BeforeEach
  void create() {
    daemon = new Daemon("sleeper", data);
  }

  @AfterEach
  void end() {
    daemon.kill();
  }

  @Test
  void another_launcher_finds_and_stops_it() {
    ProcessHandle started = daemon.start(List.of("sleep", "60"), data, Map.of());
    Daemon found = new Daemon("sleeper", data);
    assertThat(found.process()).contains(started);
    found.stop(Duration.ofSeconds(5));
    assertThat(started.onExit()).succeedsWithin(Duration.ofSeconds(5));
    assertThat(daemon.isRunning()).isFalse();
  }

  @Test
  void one_that_ignores_the_request_to_end_is_killed() {
    ProcessHandle started =
        daemon.start(List.of("bash", "-c", "trap '' TERM; echo deaf; sleep 60"), data, Map.of());
    daemon.awaitReady(() -> daemon.tail(1).equals("deaf"), Duration.ofSeconds(10));
    daemon.stop(Duration.ofMillis(200));
    assertThat(started.onExit()).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void one_that_dies_while_starting_is_reported_with_its_last_words() {
    daemon.start(
        List.of("bash", "-c", "echo $WORDS; exit 3"), data, Map.of("WORDS", "the disk is on fire"));
    assertThatThrownBy(() -> daemon.awaitReady(() -> false, Duration.ofSeconds(10)))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("sleeper stopped while starting")
        .hasMessageContaining("the disk is on fire");
  }
}
