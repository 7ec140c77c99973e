package io.wanpu.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when something is in the way: one sentence that says what to do. */
class MainTest {
  @TempDir Path somewhere;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void a_taken_port_is_named_and_nothing_is_started() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + stranger.getLocalPort();
      assertThat(mall("up", "--port", port, "--data", data())).isEqualTo(2);
      assertThat(said())
          .contains("Port " + port + " is used by another program")
          .contains("--port N");
      assertThat(Path.of(data(), "run")).doesNotExist();
    }
  }

  @Test
  void a_folder_of_somebody_else_is_left_alone() throws Exception {
    Files.writeString(somewhere.resolve("thesis.txt"), "two years of work");
    assertThat(mall("up", "--fresh", "--data", somewhere.toString())).isEqualTo(2);
    assertThat(mall("down", "--wipe", "--data", somewhere.toString())).isZero();
    assertThat(said()).contains("not a mall's").contains("--data DIR");
    assertThat(somewhere.resolve("thesis.txt")).exists();
  }

  @Test
  void words_that_are_not_understood_lead_to_the_help() {
    assertThat(mall("up", "--prot", "80")).isEqualTo(2);
    assertThat(mall("up", "--port", "eighty")).isEqualTo(2);
    assertThat(mall("up", "--port")).isEqualTo(2);
    assertThat(mall("up", "--port", "70000", "--data", data())).isEqualTo(2);
    assertThat(mall("down", "please")).isEqualTo(2);
    assertThat(mall("dance")).isEqualTo(2);
    assertThat(said())
        .contains("no option --prot")
        .contains("not eighty")
        .contains("takes a value")
        .contains("1 to 65531");
  }

  @Test
  void where_no_mall_was_started_every_verb_says_so() {
    assertThat(mall("status", "--data", data())).isEqualTo(3);
    assertThat(mall("down", "--data", data())).isZero();
    assertThat(mall("logs", "--data", data())).isEqualTo(2);
    assertThat(mall("plugin", "list", "--data", data())).isEqualTo(2);
    assertThat(said())
        .contains("No mall has been started")
        .contains("Nothing runs in")
        .contains("no logs")
        .contains("The mall does not run");
  }

  private int mall(String... words) {
    return Main.run(List.of(words));
  }

  private String data() {
    return somewhere.resolve("data").toString();
  }

  private String said() {
    return heard.toString(StandardCharsets.UTF_8);
  }
}
