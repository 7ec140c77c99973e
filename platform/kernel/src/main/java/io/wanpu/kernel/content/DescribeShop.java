package io.wanpu.kernel.content;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.tenant.ShopSettings;
import io.wanpu.kernel.tenant.Shops;
import io.wanpu.kernel.tenant.Tenants;
import java.util.Locale;

/** Saves what a shop decides for itself: settings, name, zone, language, privacy notice. */
public final class DescribeShop {
  private final TenantDb db;
  private final Tenants tenants;
  private final Shops shops;
  private final Articles articles;

  public DescribeShop(TenantDb db, Tenants tenants, Shops shops, Articles articles) {
    this.db = db;
    this.tenants = tenants;
    this.shops = shops;
    this.articles = articles;
  }

  /**
   * The shop as it should be.
   *
   * @param version of the settings that were edited
   * @param privacyTitle title of the notice, if there is none yet
   * @param privacy HTML; blank for no notice
   */
  public record Wish(
      ShopSettings settings,
      int version,
      String name,
      String zone,
      Locale language,
      String privacyTitle,
      String privacy) {}

  /**
   * Saves all of it or nothing.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 409 {@code
   *     settings.changed_meanwhile}
   */
  public void save(Actor actor, Wish wish) {
    db.transaction(
        tx -> {
          shops.save(tx, actor, wish.settings(), wish.version());
          articles.keepPrivacy(tx, actor, wish.privacyTitle(), wish.privacy());
          // last: the directory may lie in another database, and its refusal undoes the rest
          tenants.describe(actor, CurrentTenant.id(), wish.name(), wish.zone(), wish.language());
          return true;
        });
  }
}
