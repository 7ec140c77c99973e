package io.wanpu.kernel.publish.wechat;

import io.wanpu.kernel.publish.PlatformSecrets;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import me.chanjar.weixin.open.api.impl.WxOpenInMemoryConfigStorage;
import org.jspecify.annotations.Nullable;

/**
 * Where WxJava finds the platform's secrets. Ticket, the platform's token and refresh tokens are
 * shared by the nodes; tokens of mini-programs are each node's own, and fetched again when WeChat
 * does not take them any more.
 */
final class SharedTokens extends WxOpenInMemoryConfigStorage {
  private final PlatformSecrets secrets;
  private final MallClock clock;

  SharedTokens(MallConfig.OpenPlatform platform, PlatformSecrets secrets, MallClock clock) {
    this.secrets = secrets;
    this.clock = clock;
    setWxOpenInfo(platform.appId(), platform.secret(), platform.token(), platform.aesKey());
  }

  @Override
  public @Nullable String getComponentVerifyTicket() {
    return secrets.ticket().orElse(null);
  }

  @Override
  public void setComponentVerifyTicket(String ticket) {
    secrets.keepTicket(ticket);
  }

  @Override
  public boolean isComponentAccessTokenExpired() {
    return secrets.token().isEmpty();
  }

  @Override
  public @Nullable String getComponentAccessToken() {
    return secrets.token().map(PlatformSecrets.Token::value).orElse(null);
  }

  @Override
  public void updateComponentAccessToken(String token, int expiresInSeconds) {
    secrets.keepToken(token, clock.instant().plusSeconds(Math.max(60, expiresInSeconds - 300)));
  }

  @Override
  public void expireComponentAccessToken() {
    secrets.dropToken();
  }

  @Override
  public @Nullable String getAuthorizerRefreshToken(String appId) {
    return secrets.refreshToken(appId).orElse(null);
  }

  @Override
  public void setAuthorizerRefreshToken(String appId, String refreshToken) {
    secrets.keepRefreshToken(appId, refreshToken);
  }

  /** Whoever calls tries again, once. */
  @Override
  public boolean autoRefreshToken() {
    return false;
  }
}
