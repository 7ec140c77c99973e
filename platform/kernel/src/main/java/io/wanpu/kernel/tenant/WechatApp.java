package io.wanpu.kernel.tenant;

/**
 * The shop's mini-program at WeChat.
 *
 * @param secret in the clear; it is encrypted where it is kept and never shown again
 */
public record WechatApp(String appId, String secret) {
  @Override
  public String toString() {
    return "WechatApp[" + appId + "]";
  }
}
