package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Aliyun's short message service: takes {@code SendSms} when its ACS3 signature is right, and shows
 * at {@code GET /sandbox/texts} what would have reached the phones.
 */
public final class TextMessages {
  /** Access key of the sandbox. */
  public static final String ACCESS_KEY = "sandbox-key";

  /** Its secret. */
  public static final String SECRET = "sandbox-secret";

  private static final int MOST = 500;
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})");

  private record Text(String phone, String sign, String template, String parameters, Instant at) {}

  private final ConcurrentLinkedDeque<Text> sent = new ConcurrentLinkedDeque<>();

  Optional<Reply> answer(Call call) {
    if (call.is("GET", "/sandbox/texts")) {
      return Optional.of(Reply.json(shown()));
    }
    if (!call.is("POST", "/") || !"SendSms".equals(call.headers().get("x-acs-action"))) {
      return Optional.empty();
    }
    if (!isSigned(call)) {
      return Optional.of(said(400, "SignatureDoesNotMatch"));
    }
    if (!call.parameter("PhoneNumbers").matches("\\d{8,15}")) {
      return Optional.of(said(200, "isv.MOBILE_NUMBER_ILLEGAL"));
    }
    sent.addFirst(
        new Text(
            call.parameter("PhoneNumbers"),
            call.parameter("SignName"),
            call.parameter("TemplateCode"),
            call.parameter("TemplateParam"),
            Instant.now()));
    while (sent.size() > MOST) {
      sent.pollLast();
    }
    return Optional.of(said(200, "OK"));
  }

  private static Reply said(int status, String code) {
    return Reply.json(
        status,
        Reply.object()
            .put("Code", code)
            .put("Message", code)
            .put("RequestId", Long.toHexString(System.nanoTime())));
  }

  private ArrayNode shown() {
    ArrayNode list = Call.JSON.createArrayNode();
    for (Text text : sent) {
      list.add(
          Reply.object()
              .put("phone", text.phone())
              .put("sign", text.sign())
              .put("template", text.template())
              .put("parameters", text.parameters())
              .put("at", text.at().toString()));
    }
    return list;
  }

  private static boolean isSigned(Call call) {
    var match = AUTHORIZATION.matcher(call.headers().getOrDefault("authorization", ""));
    if (!match.matches() || !match.group(1).equals(ACCESS_KEY)) {
      return false;
    }
    String names = match.group(2);
    String headers =
        Arrays.stream(names.split(";"))
            .map(name -> name + ":" + call.headers().getOrDefault(name, "") + "\n")
            .collect(Collectors.joining());
    int question = call.target().indexOf('?');
    String query = question < 0 ? "" : call.target().substring(question + 1);
    String canonical =
        String.join("\n", "POST", "/", query, headers, names, hex(sha256(call.body())));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String text = "ACS3-HMAC-SHA256\n" + hex(sha256(canonical));
      String wanted = hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return MessageDigest.isEqual(
          wanted.getBytes(StandardCharsets.US_ASCII),
          match.group(3).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) throws IllegalStateException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
