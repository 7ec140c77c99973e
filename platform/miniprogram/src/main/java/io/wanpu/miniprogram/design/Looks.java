package io.wanpu.miniprogram.design;

import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.TenantSettings.Stored;
import io.wanpu.runtime.Mall;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The looks that shops have chosen for their storefronts, kept with their settings. */
public final class Looks implements ShopDesigns {
  private static final String OWNER = "storefront";

  private final Mall mall;
  private final Set<String> themes;

  /**
   * @param themes ids of those that there are
   */
  public Looks(Mall mall, Collection<String> themes) {
    this.mall = mall;
    this.themes = Set.copyOf(themes);
  }

  /** A look while it is edited. @param version that a save must name, 0 before the first one */
  public record Edit(Look look, int version) {}

  /** The look of the calling shop. */
  public Edit edit() {
    var stored = mall.settings().find(OWNER);
    var look = stored.map(Stored::json).map(json -> Json.read(json, Look.class));
    return new Edit(
        look.filter(chosen -> themes.contains(chosen.theme()))
            .orElseGet(() -> new Look(ShopDesign.DEFAULT.theme(), "")),
        stored.map(Stored::version).orElse(0));
  }

  /**
   * Chooses a look; shoppers see it at their next page.
   *
   * @param version of the look that was edited
   * @throws MallException 422 for a theme that is none or a colour that cannot be read, 409 {@code
   *     settings.changed_meanwhile} when somebody else has chosen meanwhile
   */
  public void choose(Actor actor, Look wanted, int version) {
    if (!themes.contains(wanted.theme())) {
      throw MallException.invalid("theme", "storefront.unknown_theme");
    }
    if (!wanted.accent().isEmpty()) {
      Accent accent;
      try {
        accent = new Accent(wanted.accent());
      } catch (IllegalArgumentException e) {
        throw MallException.invalid("accent", "storefront.no_colour");
      }
      if (!accent.isReadable()) {
        throw MallException.invalid(
            "accent",
            "storefront.pale_colour",
            Arg.words(String.format(Locale.ROOT, "%.1f", accent.contrast())));
      }
    }
    var before = edit().look();
    var saved =
        mall.tenantDb()
            .transaction(
                tx -> {
                  if (!mall.settings().save(tx, OWNER, Json.write(wanted), version)) {
                    return false;
                  }
                  mall.audit()
                      .record(
                          tx,
                          actor,
                          "storefront.look_chosen",
                          "settings:storefront",
                          before,
                          wanted);
                  return true;
                });
    if (!saved) {
      throw MallException.conflict("settings.changed_meanwhile");
    }
  }

  @Override
  public ShopDesign of(Tenant shop) {
    var look = edit().look();
    var plain = ShopDesign.of(look.theme());
    return look.accent().isEmpty()
        ? plain
        : new ShopDesign(
            plain.theme(),
            new TreeMap<>(new Accent(look.accent()).tokens()),
            plain.pages(),
            plain.tabBar());
  }
}
