package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** What the sandbox answers. */
record Reply(int status, String type, byte[] body) {

  static Reply json(int status, JsonNode body) {
    return new Reply(
        status,
        "application/json; charset=utf-8",
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Reply json(JsonNode body) {
    return json(200, body);
  }

  /** The connection breaks: nobody knows whether anything has happened. */
  static Reply broken() {
    return new Reply(0, "", new byte[0]);
  }

  static Reply empty(int status) {
    return new Reply(status, "application/json; charset=utf-8", new byte[0]);
  }

  /** An error of the mini-program interface: status 200 with a number. */
  static Reply errcode(int code, String message) {
    return json(object().put("errcode", code).put("errmsg", message));
  }

  /** An error of Pay, version 3. */
  static Reply payError(int status, String code, String message) {
    return json(status, object().put("code", code).put("message", message));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
