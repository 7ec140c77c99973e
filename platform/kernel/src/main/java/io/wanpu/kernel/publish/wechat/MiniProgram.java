package io.wanpu.kernel.publish.wechat;

import cn.binarywang.wx.miniapp.config.WxMaConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.open.api.WxOpenComponentService;
import me.chanjar.weixin.open.api.impl.WxOpenMaServiceImpl;
import org.jspecify.annotations.Nullable;

/** WxJava's calls for one mini-program, over our transport and without its retries. */
final class MiniProgram extends WxOpenMaServiceImpl {
  private final Transport transport;

  MiniProgram(
      WxOpenComponentService component, Transport transport, String appId, WxMaConfig config) {
    super(component, appId, config);
    this.transport = transport;
  }

  @Override
  public void initHttp() {
    // the transport has a client
  }

  @Override
  public String get(String url, @Nullable String query) throws WxErrorException {
    return transport.get(withToken(url), query);
  }

  @Override
  public String post(String url, String body) throws WxErrorException {
    return transport.post(withToken(url), body);
  }

  private String withToken(String url) throws WxErrorException {
    return url
        + (url.contains("?") ? "&" : "?")
        + "access_token="
        + URLEncoder.encode(getAccessToken(false), StandardCharsets.UTF_8);
  }
}
