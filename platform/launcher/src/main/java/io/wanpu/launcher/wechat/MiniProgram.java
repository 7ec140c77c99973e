package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mini-program server interface.
 *
 * <p>Login codes: {@code demo-NAME} and {@code code-ANYTHING} always stand for the same person;
 * {@code once-NAME.NONCE} stands for {@code NAME} and works once, as real codes do; all others,
 * {@code bad-...} among them, are invalid. Phone codes: {@code phone-NUMBER}, or {@code demo-NAME}
 * for a number that stays the same. A template id that starts with {@code refused-} has not been
 * accepted by its reader; a secret that starts with {@code bad-} is wrong.
 */
final class MiniProgram {
  private static final int KEPT_MESSAGES = 1_000;
  private static final Pattern LASTING = Pattern.compile("(?:demo|code)-.{1,64}");
  private static final Pattern ONCE = Pattern.compile("once-([^.]{1,64})\\.(.{1,64})");

  private final Payments payments;
  private final Set<String> usedCodes = ConcurrentHashMap.newKeySet();
  private final Deque<ObjectNode> messages = new ArrayDeque<>();
  private final Deque<ObjectNode> shipments = new ArrayDeque<>();

  MiniProgram(Payments payments) {
    this.payments = payments;
  }

  Optional<Reply> answer(Call call) {
    return Optional.ofNullable(
        switch (call.path()) {
          case "/sns/jscode2session" -> login(call);
          case "/cgi-bin/token" -> token(call.parameter("appid"), call.parameter("secret"));
          case "/cgi-bin/stable_token" ->
              token(Call.text(call.json(), "appid"), Call.text(call.json(), "secret"));
          case "/wxa/business/getuserphonenumber" -> authorized(call, this::phone);
          case "/cgi-bin/message/subscribe/send" -> authorized(call, this::message);
          case "/wxa/sec/order/upload_shipping_info" -> authorized(call, this::shipping);
          case "/wxa/getwxacodeunlimit" -> authorized(call, this::code);
          default -> null;
        });
  }

  ArrayNode messages() {
    return copy(messages);
  }

  ArrayNode shipments() {
    return copy(shipments);
  }

  private Reply login(Call call) {
    String appId = call.parameter("appid");
    String code = call.parameter("js_code");
    if (appId.isEmpty()) {
      return Reply.errcode(40013, "invalid appid");
    }
    if (wrongSecret(call.parameter("secret"))) {
      return Reply.errcode(40125, "invalid appsecret");
    }
    if (code.isEmpty()) {
      return Reply.errcode(41008, "missing code");
    }
    String person;
    Matcher once = ONCE.matcher(code);
    if (LASTING.matcher(code).matches()) {
      person = code;
    } else if (once.matches()) {
      if (!usedCodes.add(code)) {
        return Reply.errcode(40163, "code been used");
      }
      person = "once-" + once.group(1);
    } else {
      return Reply.errcode(40029, "invalid code");
    }
    return Reply.json(
        Reply.object()
            .put(
                "session_key",
                Base64.getEncoder()
                        .encodeToString(hash("session", appId, code, Crypto.nonce()))
                        .substring(0, 22)
                    + "==")
            .put("openid", openId(appId, person))
            .put("unionid", "u" + hashed("union", person).substring(0, 27)));
  }

  /** One person has another openid in every mini-program, and one unionid in all of them. */
  private static String openId(String appId, String person) {
    return "o" + hashed("open", appId, person).substring(0, 27);
  }

  private static Reply token(String appId, String secret) {
    if (appId.isEmpty()) {
      return Reply.errcode(40013, "invalid appid");
    }
    if (wrongSecret(secret)) {
      return Reply.errcode(40125, "invalid appsecret");
    }
    return Reply.json(
        Reply.object().put("access_token", accessToken(appId)).put("expires_in", 7200));
  }

  private static boolean wrongSecret(String secret) {
    return secret.isEmpty() || secret.startsWith("bad-");
  }

  private static String accessToken(String appId) {
    return "sandbox." + appId + "." + hashed("token", appId).substring(0, 32);
  }

  private interface Authorized {
    Reply answer(String appId, ObjectNode body);
  }

  private static Reply authorized(Call call, Authorized handler) {
    String[] parts = call.parameter("access_token").split("\\.");
    if (parts.length != 3 || !call.parameter("access_token").equals(accessToken(parts[1]))) {
      return Reply.errcode(40001, "invalid credential, access_token is invalid or not latest");
    }
    return handler.answer(parts[1], call.json());
  }

  private Reply phone(String appId, ObjectNode body) {
    String code = Call.text(body, "code");
    String number;
    if (code.matches("phone-1\\d{10}")) {
      number = code.substring("phone-".length());
    } else if (code.matches("demo-.{1,64}")) {
      number = "138" + String.format("%08d", Math.floorMod(code.hashCode(), 100_000_000));
    } else {
      return Reply.errcode(40029, "invalid code");
    }
    ObjectNode reply = Reply.object().put("errcode", 0).put("errmsg", "ok");
    reply
        .putObject("phone_info")
        .put("phoneNumber", number)
        .put("purePhoneNumber", number)
        .put("countryCode", "86")
        .putObject("watermark")
        .put("timestamp", System.currentTimeMillis() / 1000)
        .put("appid", appId);
    return Reply.json(reply);
  }

  private Reply message(String appId, ObjectNode body) {
    if (!Call.text(body, "touser").startsWith("o")) {
      return Reply.errcode(40003, "invalid openid");
    }
    if (Call.text(body, "template_id").isEmpty()) {
      return Reply.errcode(40037, "invalid template_id");
    }
    if (!body.path("data").isObject()) {
      return Reply.errcode(47003, "argument invalid! data is empty");
    }
    if (Call.text(body, "template_id").startsWith("refused-")) {
      return Reply.errcode(43101, "user refuse to accept the msg");
    }
    keep(messages, body.deepCopy().put("appid", appId));
    return Reply.errcode(0, "ok");
  }

  private Reply shipping(String appId, ObjectNode body) {
    String outTradeNo = Call.text(body.path("order_key"), "out_trade_no");
    String transactionId = Call.text(body.path("order_key"), "transaction_id");
    Optional<Payment> payment =
        transactionId.isEmpty()
            ? payments.byOutTradeNo(outTradeNo)
            : payments.byTransactionId(transactionId);
    if (payment.filter(Payment::isPaid).isEmpty()) {
      return Reply.errcode(10060001, "支付单不存在");
    }
    if (!body.path("shipping_list").isArray() || body.path("shipping_list").isEmpty()) {
      return Reply.errcode(10060012, "物流信息不能为空");
    }
    keep(shipments, body.deepCopy().put("appid", appId));
    return Reply.errcode(0, "ok");
  }

  private Reply code(String appId, ObjectNode body) {
    String scene = Call.text(body, "scene");
    if (scene.isEmpty() || scene.length() > 32) {
      return Reply.errcode(40169, "invalid length for scene, or the data is not json string");
    }
    return new Reply(
        200, "image/png", CodePicture.of(hash("code", appId, scene, Call.text(body, "page"))));
  }

  private static void keep(Deque<ObjectNode> kept, ObjectNode more) {
    synchronized (kept) {
      kept.addLast(more.put("received_at", java.time.Instant.now().toString()));
      while (kept.size() > KEPT_MESSAGES) {
        kept.removeFirst();
      }
    }
  }

  private static ArrayNode copy(Deque<ObjectNode> kept) {
    synchronized (kept) {
      return Call.JSON.createArrayNode().addAll(kept);
    }
  }

  private static String hashed(String... parts) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(parts));
  }

  private static byte[] hash(String... parts) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
