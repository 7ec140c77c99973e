package io.wanpu.kernel.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords(1_000);

  @Test
  void new_hashes_cost_what_they_should() {
    assertThat(new Passwords().hash("a")).startsWith("pbkdf2-sha256$600000$");
  }

  @Test
  void the_password_is_known_again_and_no_other() {
    var hash = passwords.hash("正确的 password");
    assertThat(passwords.verify("正确的 password", hash)).isTrue();
    for (var other : List.of("", "正确的 passwor", "正确的 Password", "正确的 password ", "x")) {
      assertThat(passwords.verify(other, hash)).as(other).isFalse();
    }
  }

  @Test
  void one_password_has_another_hash_each_time_and_the_hash_fits_its_column() {
    var one = passwords.hash("same");
    assertThat(one).isNotEqualTo(passwords.hash("same")).hasSizeLessThanOrEqualTo(200);
    assertThat(one).doesNotContain("same");
  }

  @Test
  void a_cheaper_hash_still_verifies_and_is_known_to_be_outdated() {
    var cheap = new Passwords(500).hash("a");
    assertThat(passwords.verify("a", cheap)).isTrue();
    assertThat(passwords.isOutdated(cheap)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash("a"))).isFalse();
  }

  @Test
  void a_hash_of_another_kind_is_a_fault() {
    assertThatThrownBy(() -> passwords.verify("a", "plain:a"))
        .isInstanceOf(IllegalStateException.class);
  }
}
