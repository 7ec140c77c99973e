package io.wanpu.kernel.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  @Test
  void who_holds_everything_may_what_is_added_later() {
    assertThat(Permissions.allow(Set.of(Permissions.ALL), "later.added")).isTrue();
    assertThat(Permissions.allowAll(Set.of(Permissions.ALL), Set.of(Permissions.ALL))).isTrue();
    assertThat(Permissions.allowAll(Set.of("a.b"), Set.of(Permissions.ALL))).isFalse();
    assertThat(Permissions.allow(Set.of("product.read"), "product")).isFalse();
  }

  @Test
  void the_kernels_and_plugins_permissions_have_one_form() {
    assertThat(Permissions.kernel()).allMatch(Permissions::isWellFormed);
    assertThat(Permissions.isWellFormed("group-buy.manage")).isTrue();
    for (var bad :
        List.of("", "product", "Product.read", "a.b ", "*.read", "a.<b>", "a." + "b".repeat(50))) {
      assertThat(Permissions.isWellFormed(bad)).as(bad).isFalse();
    }
  }
}
