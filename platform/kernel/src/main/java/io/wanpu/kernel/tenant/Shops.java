package io.wanpu.kernel.tenant;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.Optional;

/** The settings that the kernel keeps for the shop of the call. */
public final class Shops {
  private static final String OWNER = "kernel";
  private static final String WECHAT = "kernel-wechat";

  private final TenantSettings settings;
  private final AuditLog audit;
  private final Secrets secrets;
  private final TenantDb db;

  public Shops(TenantDb db, TenantSettings settings, AuditLog audit, Secrets secrets) {
    this.settings = settings;
    this.audit = audit;
    this.secrets = secrets;
    this.db = db;
  }

  /** The settings, the defaults where none were saved. */
  public ShopSettings current() {
    return edit().value();
  }

  /** The settings with the version that a save must name. */
  public Edit edit() {
    return settings
        .find(OWNER)
        .map(s -> new Edit(Json.read(s.json(), ShopSettings.class), s.version()))
        .orElseGet(() -> new Edit(ShopSettings.DEFAULT, 0));
  }

  /**
   * Saves the settings.
   *
   * @throws MallException 422 naming the fields; 409 {@code settings.changed_meanwhile}
   */
  public void save(Actor actor, ShopSettings wanted, int version) {
    db.transaction(
        tx -> {
          save(tx, actor, wanted, version);
          return true;
        });
  }

  /** The same on a running transaction. */
  public void save(Tx tx, Actor actor, ShopSettings wanted, int version) {
    var value = wanted.checked();
    var before = current();
    if (!settings.save(tx, OWNER, Json.write(value), version)) {
      throw MallException.conflict("settings.changed_meanwhile");
    }
    audit.record(tx, actor, "settings.changed", "settings:shop", before, value);
  }

  /** The shop's mini-program, if it has connected one. */
  public Optional<WechatApp> wechat() {
    return settings
        .find(WECHAT)
        .map(s -> Json.read(s.json(), Sealed.class))
        .map(s -> new WechatApp(s.appId(), secrets.open(context(), s.secret())));
  }

  /** Connects the shop's mini-program. @throws MallException 422 naming the fields */
  public void connect(Actor actor, WechatApp app) {
    var fields = new Fields();
    var appId = fields.line("appId", app.appId(), 1, 40);
    var secret = fields.line("secret", app.secret(), 1, 120);
    fields.orThrow();
    var version = settings.find(WECHAT).map(TenantSettings.Stored::version).orElse(0);
    var sealed = new Sealed(appId, secrets.seal(context(), secret));
    var saved =
        db.transaction(
            tx -> {
              if (!settings.save(tx, WECHAT, Json.write(sealed), version)) {
                return false;
              }
              audit.record(tx, actor, "settings.wechat_connected", "settings:wechat", null, appId);
              return true;
            });
    if (!saved) {
      throw MallException.conflict("settings.changed_meanwhile");
    }
  }

  private static String context() {
    return "wechat:" + CurrentTenant.id();
  }

  /** Settings while they are edited. */
  public record Edit(ShopSettings value, int version) {}

  record Sealed(String appId, String secret) {}
}
