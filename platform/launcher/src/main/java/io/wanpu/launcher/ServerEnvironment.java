package io.wanpu.launcher;

import io.wanpu.launcher.wechat.TextMessages;
import io.wanpu.launcher.wechat.WechatProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server is told through its environment: the whole contract between those who start servers
 * (this launcher, docker, Kubernetes) and the server.
 */
public final class ServerEnvironment {
  /** Name of the node, unique among the nodes of one mall. */
  public static final String NODE = "WANPU_NODE";

  /** Port of the shoppers' door. */
  public static final String STOREFRONT_PORT = "WANPU_STOREFRONT_PORT";

  /** Port of the staff's door. */
  public static final String ADMIN_PORT = "WANPU_ADMIN_PORT";

  /** Shared data folder (media and the like), the same for all nodes. */
  public static final String DATA = "WANPU_DATA";

  /** JDBC address of the kernel's database, with driver parameters, without user. */
  public static final String DB_URL = "WANPU_DB_URL";

  /** Database user for data: SELECT, INSERT, UPDATE, DELETE, EXECUTE. */
  public static final String DB_APP_USER = "WANPU_DB_APP_USER";

  public static final String DB_APP_PASSWORD = "WANPU_DB_APP_PASSWORD";

  /** Database user for migrations; creates schemas and users of plugins. */
  public static final String DB_OWNER_USER = "WANPU_DB_OWNER_USER";

  public static final String DB_OWNER_PASSWORD = "WANPU_DB_OWNER_PASSWORD";

  /** {@code redis://host:port}. */
  public static final String REDIS_URL = "WANPU_REDIS_URL";

  public static final String REDIS_PASSWORD = "WANPU_REDIS_PASSWORD";

  /** 32 bytes in Base64, the key that seals tenants' secrets. */
  public static final String SECRET_KEY = "WANPU_SECRET_KEY";

  /** Login name of the first operator. */
  public static final String OPERATOR_LOGIN = "WANPU_OPERATOR_LOGIN";

  /** Password of the first operator, used when the account is made. */
  public static final String OPERATOR_PASSWORD = "WANPU_OPERATOR_PASSWORD";

  /** Bearer token that {@code /operator/api} takes. */
  public static final String OPERATOR_TOKEN = "WANPU_OPERATOR_TOKEN";

  /**
   * Where WeChat's interface answers: both {@code api.weixin.qq.com} and {@code
   * api.mch.weixin.qq.com}.
   */
  public static final String WECHAT_URL = "WANPU_WECHAT_URL";

  /** {@code mchid}. */
  public static final String WECHAT_PAY_MERCHANT_ID = "WANPU_WECHAT_PAY_MERCHANT_ID";

  /** Serial number of the merchant's certificate, {@code serial_no} of a request's signature. */
  public static final String WECHAT_PAY_MERCHANT_SERIAL = "WANPU_WECHAT_PAY_MERCHANT_SERIAL";

  /** PEM file (PKCS #8) of the merchant's private key. */
  public static final String WECHAT_PAY_PRIVATE_KEY = "WANPU_WECHAT_PAY_PRIVATE_KEY";

  /** The 32 characters with which callbacks are sealed. */
  public static final String WECHAT_PAY_API_V3_KEY = "WANPU_WECHAT_PAY_API_V3_KEY";

  /** {@code PUB_KEY_ID_...}, {@code Wechatpay-Serial} of answers and callbacks. */
  public static final String WECHAT_PAY_PLATFORM_KEY_ID = "WANPU_WECHAT_PAY_PLATFORM_KEY_ID";

  /** PEM file (X.509) of WeChat Pay's public key. */
  public static final String WECHAT_PAY_PLATFORM_KEY = "WANPU_WECHAT_PAY_PLATFORM_KEY";

  /**
   * {@code component_appid} of the third-party platform that uploads shops' mini-programs; without
   * it they are downloaded and uploaded by hand.
   */
  public static final String WECHAT_OPEN_APP_ID = "WANPU_WECHAT_OPEN_APP_ID";

  /** {@code component_appsecret}. */
  public static final String WECHAT_OPEN_SECRET = "WANPU_WECHAT_OPEN_SECRET";

  /** The token with which WeChat signs what it pushes. */
  public static final String WECHAT_OPEN_TOKEN = "WANPU_WECHAT_OPEN_TOKEN";

  /** The 43 characters with which WeChat seals what it pushes. */
  public static final String WECHAT_OPEN_AES_KEY = "WANPU_WECHAT_OPEN_AES_KEY";

  /** Where merchants entrust their mini-program: {@code mp.weixin.qq.com}. */
  public static final String WECHAT_OPEN_LOGIN_URL = "WANPU_WECHAT_OPEN_LOGIN_URL";

  /** Where Aliyun's short message service answers. */
  public static final String SMS_URL = "WANPU_SMS_URL";

  public static final String SMS_ACCESS_KEY = "WANPU_SMS_ACCESS_KEY";

  public static final String SMS_SECRET = "WANPU_SMS_SECRET";

  /** Signature that messages begin with. */
  public static final String SMS_SIGN_NAME = "WANPU_SMS_SIGN_NAME";

  /** Template with the variable {@code code}. */
  public static final String SMS_TEMPLATE = "WANPU_SMS_TEMPLATE";

  /** Base address of the storefront as shoppers see it. */
  public static final String PUBLIC_STOREFRONT_URL = "WANPU_PUBLIC_STOREFRONT_URL";

  /** Base address of the admin as staff see it. */
  public static final String PUBLIC_ADMIN_URL = "WANPU_PUBLIC_ADMIN_URL";

  /** Folder of plugin jars that are installed at the first start. */
  public static final String PLUGINS_DIR = "WANPU_PLUGINS_DIR";

  /** Where to write {@code demo.json} once the demo is loaded; without it there is no demo. */
  public static final String DEMO = "WANPU_DEMO";

  /**
   * Server-side prepared statements, kept per connection, and inserts in bulk. Updates are not sent
   * in bulk: the server would not say per row whether the condition held.
   */
  private static final String DRIVER_OPTIONS =
      "?useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSize=512&useBulkStmtsForInserts=true&useBulkStmts=false"
          + "&connectTimeout=5000&tcpKeepAlive=true";

  private ServerEnvironment() {}

  /**
   * The environment of one node on the given stack; tests that need no container build the mall
   * from the same values.
   */
  public static Map<String, String> of(
      Stack stack, String node, int storefrontPort, int adminPort) {
    Secrets secrets = stack.secrets();
    WechatProcess wechat = stack.wechat();
    Map<String, String> values = new LinkedHashMap<>();
    values.put(NODE, node);
    values.put(STOREFRONT_PORT, "" + storefrontPort);
    values.put(ADMIN_PORT, "" + adminPort);
    values.put(DATA, stack.data().toString());
    values.put(DB_URL, stack.mariadb().url(Stack.DATABASE) + DRIVER_OPTIONS);
    values.put(DB_APP_USER, secrets.databaseApp().user());
    values.put(DB_APP_PASSWORD, secrets.databaseApp().password());
    values.put(DB_OWNER_USER, secrets.databaseOwner().user());
    values.put(DB_OWNER_PASSWORD, secrets.databaseOwner().password());
    values.put(REDIS_URL, stack.redis().url());
    values.put(REDIS_PASSWORD, secrets.redisPassword());
    values.put(SECRET_KEY, secrets.secretKey());
    values.put(OPERATOR_LOGIN, secrets.operatorLogin());
    values.put(OPERATOR_PASSWORD, secrets.operatorPassword());
    values.put(OPERATOR_TOKEN, secrets.operatorToken());
    values.put(WECHAT_URL, wechat.url());
    values.put(WECHAT_PAY_MERCHANT_ID, wechat.keys().merchantId());
    values.put(WECHAT_PAY_MERCHANT_SERIAL, wechat.keys().merchantSerial());
    values.put(WECHAT_PAY_PRIVATE_KEY, wechat.keys().merchantPrivateFile().toString());
    values.put(WECHAT_PAY_API_V3_KEY, wechat.keys().apiV3Key());
    values.put(WECHAT_PAY_PLATFORM_KEY_ID, wechat.keys().platformKeyId());
    values.put(WECHAT_PAY_PLATFORM_KEY, wechat.keys().platformPublicFile().toString());
    values.put(WECHAT_OPEN_APP_ID, wechat.keys().componentAppId());
    values.put(WECHAT_OPEN_SECRET, wechat.keys().componentSecret());
    values.put(WECHAT_OPEN_TOKEN, wechat.keys().componentToken());
    values.put(WECHAT_OPEN_AES_KEY, wechat.keys().componentAesKey());
    values.put(WECHAT_OPEN_LOGIN_URL, wechat.url());
    values.put(SMS_URL, wechat.url());
    values.put(SMS_ACCESS_KEY, TextMessages.ACCESS_KEY);
    values.put(SMS_SECRET, TextMessages.SECRET);
    values.put(SMS_SIGN_NAME, "万铺");
    values.put(SMS_TEMPLATE, "SMS_000001");
    values.put(PUBLIC_STOREFRONT_URL, "http://localhost:" + storefrontPort);
    values.put(PUBLIC_ADMIN_URL, "http://localhost:" + adminPort);
    values.put(PLUGINS_DIR, pluginsOf(stack.data()).toString());
    return values;
  }

  /** The folder of first-party plugin jars in a data folder. */
  static Path pluginsOf(Path data) {
    return data.resolve("plugins");
  }
}
