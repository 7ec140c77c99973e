package io.wanpu.kernel.publish.wechat;

import com.google.gson.JsonParser;
import io.wanpu.kernel.publish.HearPlatform;
import io.wanpu.kernel.publish.Platform;
import io.wanpu.kernel.publish.PlatformSecrets;
import io.wanpu.kernel.publish.Refusal;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.open.api.WxOpenComponentService;
import me.chanjar.weixin.open.api.WxOpenMaService;
import me.chanjar.weixin.open.bean.message.WxOpenMaSubmitAuditMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The third-party platform through WxJava. */
public final class WechatOpenPlatform implements Platform, HearPlatform.Seal {
  private static final Logger LOG = LoggerFactory.getLogger(WechatOpenPlatform.class);

  /** WeChat: there is no such audit. */
  private static final int NO_AUDIT = 85012;

  /** WeChat: nothing was uploaded. */
  private static final int NO_CODE = 86001;

  private final MallConfig.OpenPlatform platform;
  private final PlatformSecrets secrets;
  private final SharedTokens tokens;
  private final Transport transport;
  private final WxOpenComponentService component;

  /**
   * @param address of WeChat's interface
   */
  public WechatOpenPlatform(
      String address, MallConfig.OpenPlatform platform, PlatformSecrets secrets, MallClock clock) {
    this.platform = platform;
    this.secrets = secrets;
    this.tokens = new SharedTokens(platform, secrets, clock);
    this.transport = new Transport(address);
    transport.setWxOpenConfigStorage(tokens);
    this.component = transport.getWxOpenComponentService();
  }

  /** Asks WeChat for its ticket, unless there is one: without it nothing works for ten minutes. */
  public void awake() {
    if (secrets.ticket().isPresent()) {
      return;
    }
    try {
      component.startPushTicket();
    } catch (WxErrorException e) {
      LOG.warn("WeChat does not push its ticket: {}", e.getError().getErrorCode());
    } catch (UncheckedIOException e) {
      LOG.warn("WeChat does not push its ticket: {}", e.toString());
    }
  }

  @Override
  public Optional<String> open(String signature, String timestamp, String nonce, String sealed) {
    var crypt = new WxCryptUtil(platform.token(), platform.aesKey(), platform.appId());
    try {
      return Optional.of(crypt.decryptContent(signature, timestamp, nonce, sealed));
    } catch (RuntimeException forged) {
      return Optional.empty();
    }
  }

  @Override
  public String entrustAddress(String appId, String back) throws Refusal, IOException {
    var address = call(appId, () -> component.getPreAuthUrl(back, "2", appId));
    return address.replaceFirst("^https://[^/]+", platform.loginUrl());
  }

  @Override
  public Authorization entrusted(String authorizationCode) throws Refusal, IOException {
    // not WxJava's getQueryAuth: it keeps the secret before we know whose it is
    var wish = new com.google.gson.JsonObject();
    wish.addProperty("component_appid", platform.appId());
    wish.addProperty("authorization_code", authorizationCode);
    var answer =
        call("", () -> component.post(WxOpenComponentService.API_QUERY_AUTH_URL, wish.toString()));
    var info =
        JsonParser.parseString(answer).getAsJsonObject().getAsJsonObject("authorization_info");
    if (info == null || !info.has("authorizer_appid") || !info.has("authorizer_refresh_token")) {
      throw new IOException("WeChat did not say who entrusted what");
    }
    return new Authorization(
        info.get("authorizer_appid").getAsString(),
        info.get("authorizer_refresh_token").getAsString());
  }

  @Override
  public Optional<Template> template(String theme) throws Refusal, IOException {
    var name = "wanpu/" + theme;
    return call("", component::getTemplateList).stream()
        .filter(
            each ->
                each.getUserDesc() != null
                    && (each.getUserDesc().equals(name)
                        || each.getUserDesc().startsWith(name + " ")))
        .max(Comparator.comparing(each -> each.getTemplateId()))
        .map(each -> new Template(each.getTemplateId(), each.getUserDesc()));
  }

  @Override
  public void commit(String appId, long template, String version, String note, String ext)
      throws Refusal, IOException {
    call(appId, () -> mini(appId).codeCommit(template, version, note, JsonParser.parseString(ext)));
  }

  @Override
  public byte[] trialCode(String appId) throws Refusal, IOException {
    return call(
        appId,
        () ->
            transport.picture(
                WxOpenMaService.API_TEST_QRCODE
                    + "?access_token="
                    + URLEncoder.encode(
                        component.getAuthorizerAccessToken(appId, false), StandardCharsets.UTF_8)));
  }

  @Override
  public long submit(String appId, String note) throws Refusal, IOException {
    var message = new WxOpenMaSubmitAuditMessage();
    message.setVersionDesc(note);
    return call(appId, () -> mini(appId).submitAudit(message)).getAuditId();
  }

  @Override
  public Optional<Audit> lastAudit(String appId) throws Refusal, IOException {
    try {
      var last = call(appId, () -> mini(appId).getLatestAuditStatus());
      var reason = last.getReason() == null ? "" : last.getReason();
      return Optional.of(
          new Audit(
              last.getAuditId(),
              last.getUserVersion() == null ? "" : last.getUserVersion(),
              switch (last.getStatus()) {
                case 0 -> Verdict.PASSED;
                case 1 -> Verdict.REFUSED;
                case 3 -> Verdict.WITHDRAWN;
                // 2 runs, 4 is put off
                default -> Verdict.RUNS;
              },
              reason));
    } catch (Refusal no) {
      if (no.code() == NO_AUDIT || no.code() == NO_CODE) {
        return Optional.empty();
      }
      throw no;
    }
  }

  @Override
  public void withdraw(String appId) throws Refusal, IOException {
    call(appId, () -> mini(appId).undoCodeAudit());
  }

  @Override
  public void release(String appId) throws Refusal, IOException {
    call(appId, () -> mini(appId).releaseAudited());
  }

  @Override
  public void rollBack(String appId) throws Refusal, IOException {
    call(appId, () -> mini(appId).revertCodeRelease());
  }

  @Override
  public Optional<String> released(String appId) throws Refusal, IOException {
    var info = call(appId, () -> mini(appId).getVersionInfo()).getReleaseInfo();
    return Optional.ofNullable(info).map(each -> each.getReleaseVersion());
  }

  private MiniProgram mini(String appId) {
    return new MiniProgram(component, transport, appId, tokens.getWxMaConfig(appId));
  }

  /** A call of WxJava. */
  @FunctionalInterface
  private interface Call<T> {
    T make() throws WxErrorException;
  }

  /** A token that WeChat does not take any more was not acted upon: one more try is safe. */
  private <T> T call(String appId, Call<T> call) throws Refusal, IOException {
    try {
      try {
        return call.make();
      } catch (WxErrorException e) {
        if (!isAboutTokens(e)) {
          throw e;
        }
        tokens.expireComponentAccessToken();
        tokens.expireAuthorizerAccessToken(appId);
        return call.make();
      }
    } catch (WxErrorException e) {
      throw new Refusal(e.getError().getErrorCode(), String.valueOf(e.getError().getErrorMsg()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isAboutTokens(WxErrorException e) {
    var code = e.getError().getErrorCode();
    return code == 40001 || code == 40014 || code == 42001;
  }
}
