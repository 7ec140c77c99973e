package io.wanpu.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRangeTest {
  private static boolean in(String range, String version) {
    return VersionRange.of(range).contains(Version.of(version));
  }

  @Test
  void versions_are_ordered_as_semver_says() {
    assertThat(
            List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0",
                "1.0.1",
                "1.2",
                "1.10"))
        .isSortedAccordingTo((a, b) -> Version.of(a).compareTo(Version.of(b)));
  }

  @Test
  void square_brackets_take_the_bound_in() {
    assertThat(in("[1.0,2.0)", "1.0.0")).isTrue();
    assertThat(in("(1.0,2.0)", "1.0.0")).isFalse();
    assertThat(in("[1.0,2.0)", "1.9.9")).isTrue();
    assertThat(in("[1.0,2.0)", "2.0.0")).isFalse();
    assertThat(in("[1.0,2.0]", "2.0.0")).isTrue();
  }

  @Test
  void a_pre_release_of_what_is_left_out_is_left_out_too() {
    assertThat(in("[1.0,2.0)", "2.0.0-rc.1")).isFalse();
    assertThat(in("[1.0,2.0)", "1.5.0-rc.1")).isTrue();
  }

  @Test
  void both_bounds_are_needed() {
    for (var bad : List.of("[1.0,)", "(,2.0)", "1.0", "[1.0]", "[2.0,1.0)", "[a,b)")) {
      assertThatThrownBy(() -> VersionRange.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
