package io.wanpu.admin.storefront;

import io.wanpu.api.form.Help;
import io.wanpu.miniprogram.design.Look;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.Locale;

/**
 * The storefront's look as staff choose it.
 *
 * @param accent {@code #rrggbb}; empty for the theme's own
 */
public record LookForm(
    @Help Layout theme, @Help @Pattern(regexp = "(#[0-9a-fA-F]{6})?") String accent) {

  /** The themes that come with the platform; each lays the pages out differently. */
  public enum Layout {
    PLAIN,
    MARKET,
    ATELIER;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Layout of(String id) {
      return Arrays.stream(values())
          .filter(layout -> layout.id().equals(id))
          .findFirst()
          .orElse(PLAIN);
    }
  }

  static LookForm of(Look look) {
    return new LookForm(Layout.of(look.theme()), look.accent());
  }

  Look look() {
    return new Look(theme.id(), accent.strip());
  }
}
