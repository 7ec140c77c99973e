package io.wanpu.kernel.shared;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a server node needs to know, read from the environment.
 *
 * @param node name of the node
 * @param data folder for media, shared by the nodes of one machine
 * @param secretKey base64 of 32 random bytes, encrypts secrets at rest
 * @param sms where text messages go; empty: merchants cannot register by themselves
 * @param demo file that the demo's addresses and logins are written to; empty when no demo is
 *     wanted
 */
public record MallConfig(
    String node,
    Path data,
    Database database,
    RedisAddress redis,
    String secretKey,
    OperatorLogin operator,
    Wechat wechat,
    Optional<Sms> sms,
    String storefrontUrl,
    String adminUrl,
    Optional<Path> plugins,
    Optional<Path> demo) {

  /** MariaDB: the owner migrates, the app reads and writes. */
  public record Database(
      String url, String appUser, String appPassword, String ownerUser, String ownerPassword) {
    @Override
    public String toString() {
      return "Database[" + url + "]";
    }
  }

  /** Redis. */
  public record RedisAddress(String url, String password) {
    @Override
    public String toString() {
      return "RedisAddress[" + url + "]";
    }
  }

  /** Who runs the platform. */
  public record OperatorLogin(String login, String password, String token) {
    @Override
    public String toString() {
      return "OperatorLogin[" + login + "]";
    }
  }

  /**
   * WeChat's address (the sandbox's, or the real one) and the platform's merchant keys for Pay API
   * v3.
   */
  public record Wechat(
      String url,
      String merchant,
      String apiV3Key,
      String merchantSerial,
      Path merchantKey,
      String publicKeyId,
      Path publicKey,
      Optional<OpenPlatform> open) {
    @Override
    public String toString() {
      return "Wechat[" + url + "]";
    }
  }

  /**
   * The third-party platform that uploads the shops' mini-programs.
   *
   * @param token signs what WeChat pushes
   * @param aesKey seals what WeChat pushes
   * @param loginUrl where merchants entrust their mini-program
   */
  public record OpenPlatform(
      String appId, String secret, String token, String aesKey, String loginUrl) {
    @Override
    public String toString() {
      return "OpenPlatform[" + appId + "]";
    }
  }

  private static Optional<OpenPlatform> open(Map<String, String> env) {
    return Optional.ofNullable(env.get("WANPU_WECHAT_OPEN_APP_ID"))
        .filter(id -> !id.isBlank())
        .map(
            id ->
                new OpenPlatform(
                    id,
                    need(env, "WANPU_WECHAT_OPEN_SECRET"),
                    need(env, "WANPU_WECHAT_OPEN_TOKEN"),
                    need(env, "WANPU_WECHAT_OPEN_AES_KEY"),
                    env.getOrDefault("WANPU_WECHAT_OPEN_LOGIN_URL", "https://mp.weixin.qq.com")));
  }

  /** Account at Aliyun's short message service, or at the sandbox. */
  public record Sms(String url, String accessKey, String secret, String signName, String template) {
    @Override
    public String toString() {
      return "Sms[" + url + "]";
    }
  }

  private static Optional<Sms> sms(Map<String, String> env) {
    return Optional.ofNullable(env.get("WANPU_SMS_URL"))
        .filter(url -> !url.isBlank())
        .map(
            url ->
                new Sms(
                    url,
                    need(env, "WANPU_SMS_ACCESS_KEY"),
                    need(env, "WANPU_SMS_SECRET"),
                    need(env, "WANPU_SMS_SIGN_NAME"),
                    need(env, "WANPU_SMS_TEMPLATE")));
  }

  /** Reads it. @throws IllegalStateException naming the variable that is missing */
  public static MallConfig fromEnvironment(Map<String, String> env) {
    return new MallConfig(
        need(env, "WANPU_NODE"),
        Path.of(need(env, "WANPU_DATA")),
        new Database(
            need(env, "WANPU_DB_URL"),
            need(env, "WANPU_DB_APP_USER"),
            need(env, "WANPU_DB_APP_PASSWORD"),
            need(env, "WANPU_DB_OWNER_USER"),
            need(env, "WANPU_DB_OWNER_PASSWORD")),
        new RedisAddress(need(env, "WANPU_REDIS_URL"), need(env, "WANPU_REDIS_PASSWORD")),
        need(env, "WANPU_SECRET_KEY"),
        new OperatorLogin(
            need(env, "WANPU_OPERATOR_LOGIN"),
            need(env, "WANPU_OPERATOR_PASSWORD"),
            need(env, "WANPU_OPERATOR_TOKEN")),
        new Wechat(
            need(env, "WANPU_WECHAT_URL"),
            need(env, "WANPU_WECHAT_PAY_MERCHANT_ID"),
            need(env, "WANPU_WECHAT_PAY_API_V3_KEY"),
            need(env, "WANPU_WECHAT_PAY_MERCHANT_SERIAL"),
            Path.of(need(env, "WANPU_WECHAT_PAY_PRIVATE_KEY")),
            need(env, "WANPU_WECHAT_PAY_PLATFORM_KEY_ID"),
            Path.of(need(env, "WANPU_WECHAT_PAY_PLATFORM_KEY")),
            open(env)),
        sms(env),
        need(env, "WANPU_PUBLIC_STOREFRONT_URL"),
        need(env, "WANPU_PUBLIC_ADMIN_URL"),
        Optional.ofNullable(env.get("WANPU_PLUGINS_DIR")).map(Path::of),
        Optional.ofNullable(env.get("WANPU_DEMO")).map(Path::of));
  }

  private static String need(Map<String, String> env, String name) {
    var value = env.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "the environment variable " + name + " is not set; start the server with ./mall up");
    }
    return value;
  }
}
