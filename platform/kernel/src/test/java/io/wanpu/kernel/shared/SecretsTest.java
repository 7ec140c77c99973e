package io.wanpu.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static Secrets keyed(int fill) {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return new Secrets(Base64.getEncoder().encodeToString(key));
  }

  private final Secrets secrets = keyed(1);

  @Test
  void a_secret_opens_with_its_key_and_context() {
    var sealed = secrets.seal("shop 1", "密钥");
    assertThat(sealed).doesNotContain("密钥").isNotEqualTo(secrets.seal("shop 1", "密钥"));
    assertThat(secrets.open("shop 1", sealed)).isEqualTo("密钥");
  }

  @Test
  void another_key_context_or_a_changed_value_does_not_open() {
    var sealed = secrets.seal("shop 1", "密钥");
    assertThatThrownBy(() -> secrets.open("shop 2", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keyed(2).open("shop 1", sealed))
        .isInstanceOf(IllegalStateException.class);
    var last = sealed.charAt(10) == 'A' ? 'B' : 'A';
    var changed = sealed.substring(0, 10) + last + sealed.substring(11);
    assertThatThrownBy(() -> secrets.open("shop 1", changed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.open("shop 1", "in the clear"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.open("shop 1", "v1.AA"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_key_of_another_length_is_refused_at_start() {
    assertThatThrownBy(() -> new Secrets("c2hvcnQ=")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Secrets("*")).isInstanceOf(IllegalStateException.class);
  }
}
