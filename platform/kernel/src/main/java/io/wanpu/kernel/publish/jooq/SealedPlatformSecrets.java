package io.wanpu.kernel.publish.jooq;

import static io.wanpu.kernel.db.Tables.WECHAT_ENTRUSTED;
import static io.wanpu.kernel.db.Tables.WECHAT_PLATFORM_SECRET;

import io.wanpu.kernel.publish.PlatformSecrets;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sealed in MariaDB: every node sees what WeChat told one of them. */
public final class SealedPlatformSecrets implements PlatformSecrets {
  private static final Duration TICKET_LASTS = Duration.ofHours(12);
  private static final String TICKET = "ticket";
  private static final String TOKEN = "token";

  private final CellDb cell;
  private final TenantDb db;
  private final MallClock clock;
  private final Secrets secrets;

  public SealedPlatformSecrets(CellDb cell, TenantDb db, MallClock clock, Secrets secrets) {
    this.cell = cell;
    this.db = db;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public Optional<String> ticket() {
    return find(TICKET).map(Token::value);
  }

  @Override
  public void keepTicket(String ticket) {
    keep(TICKET, ticket, clock.instant().plus(TICKET_LASTS));
  }

  @Override
  public Optional<Token> token() {
    return find(TOKEN);
  }

  @Override
  public void keepToken(String token, Instant until) {
    keep(TOKEN, token, until);
  }

  @Override
  public void dropToken() {
    var unused =
        cell.read(
            dsl ->
                dsl.deleteFrom(WECHAT_PLATFORM_SECRET)
                    .where(WECHAT_PLATFORM_SECRET.NAME.eq(TOKEN))
                    .execute());
  }

  private Optional<Token> find(String name) {
    return cell.read(
            dsl ->
                dsl.select(WECHAT_PLATFORM_SECRET.SEALED, WECHAT_PLATFORM_SECRET.EXPIRES_AT)
                    .from(WECHAT_PLATFORM_SECRET)
                    .where(
                        WECHAT_PLATFORM_SECRET.NAME.eq(name),
                        WECHAT_PLATFORM_SECRET.EXPIRES_AT.gt(clock.instant()))
                    .fetchOptional())
        .map(r -> new Token(secrets.open("wechat-open:" + name, r.value1()), r.value2()));
  }

  private void keep(String name, String secret, Instant until) {
    var sealed = secrets.seal("wechat-open:" + name, secret);
    var unused =
        cell.read(
            dsl ->
                dsl.insertInto(WECHAT_PLATFORM_SECRET)
                    .set(WECHAT_PLATFORM_SECRET.NAME, name)
                    .set(WECHAT_PLATFORM_SECRET.SEALED, sealed)
                    .set(WECHAT_PLATFORM_SECRET.EXPIRES_AT, until)
                    .onDuplicateKeyUpdate()
                    .set(WECHAT_PLATFORM_SECRET.SEALED, sealed)
                    .set(WECHAT_PLATFORM_SECRET.EXPIRES_AT, until)
                    .execute());
  }

  @Override
  public Optional<String> refreshToken(String appId) {
    return db.read(
            dsl ->
                dsl.select(WECHAT_ENTRUSTED.REFRESH_TOKEN)
                    .from(WECHAT_ENTRUSTED)
                    .where(
                        WECHAT_ENTRUSTED.TENANT_ID.eq(CurrentTenant.id().value()),
                        WECHAT_ENTRUSTED.APP_ID.eq(appId))
                    .fetchOptional(WECHAT_ENTRUSTED.REFRESH_TOKEN))
        .map(kept -> secrets.open(context(appId), kept));
  }

  @Override
  public void keepRefreshToken(String appId, String refreshToken) {
    var sealed = secrets.seal(context(appId), refreshToken);
    db.transaction(
        tx ->
            db.on(tx)
                .update(WECHAT_ENTRUSTED)
                .set(WECHAT_ENTRUSTED.REFRESH_TOKEN, sealed)
                .where(
                    WECHAT_ENTRUSTED.TENANT_ID.eq(CurrentTenant.id().value()),
                    WECHAT_ENTRUSTED.APP_ID.eq(appId))
                .execute());
  }

  /** Whose secret it is; it does not open in another shop's row. */
  static String context(String appId) {
    return "wechat-open:" + CurrentTenant.id() + ":" + appId;
  }
}
