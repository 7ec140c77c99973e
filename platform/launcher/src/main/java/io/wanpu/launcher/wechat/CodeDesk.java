package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The code of mini-programs that were entrusted to the platform: {@code /wxa/commit}, {@code
 * get_qrcode}, {@code submit_audit}, {@code get_auditstatus}, {@code get_latest_auditstatus},
 * {@code undocodeaudit}, {@code release}, {@code revertcoderelease}, {@code getversioninfo}. What
 * it knows is kept in a file.
 */
final class CodeDesk {
  private static final int PASSED = 0;
  private static final int REFUSED = 1;
  private static final int RUNS = 2;
  private static final int WITHDRAWN = 3;
  private static final long FIRST_AUDIT = 430_000_000L;
  private static final long PATIENCE = 15_000;

  private final Path file;
  private final OpenPush push;
  private final ObjectNode state;

  CodeDesk(Path file, OpenPush push) {
    this.file = file;
    this.push = push;
    this.state = read(file);
    if (!state.path("templates").isArray()) {
      state.putArray("templates");
      for (String theme : List.of("plain", "market", "atelier")) {
        addTemplate(Reply.object().put("user_desc", "wanpu/" + theme));
      }
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return Files.exists(file) && Call.JSON.readTree(file.toFile()) instanceof ObjectNode known
          ? known
          : Reply.object();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save() {
    try {
      Files.createDirectories(file.getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, state.toString());
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized ObjectNode apps() {
    return state.withObjectProperty("apps").deepCopy();
  }

  synchronized void entrust(String appId) {
    state.withObjectProperty("apps").withObjectProperty(appId);
    save();
  }

  synchronized boolean isEntrusted(String appId) {
    return state.path("apps").has(appId);
  }

  synchronized void addTemplate(ObjectNode wish) {
    ArrayNode templates = state.withArrayProperty("templates");
    templates.add(
        wish.deepCopy()
            .put("template_id", templates.size() + 1)
            .put("template_type", 0)
            .put("create_time", now())
            .put("user_version", "1.0." + templates.size()));
    save();
  }

  synchronized Reply templates() {
    ObjectNode answer = Reply.object().put("errcode", 0).put("errmsg", "ok");
    ArrayNode list = answer.putArray("template_list");
    for (JsonNode known : state.path("templates")) {
      ObjectNode shown = known.deepCopy();
      shown.remove("pages");
      list.add(shown);
    }
    return Reply.json(answer);
  }

  /** How audits of a mini-program end: the one that runs, and those that come. */
  synchronized void judge(ObjectNode wish) {
    ObjectNode app = app(Call.text(wish, "appid"));
    app.set("plan", wish.deepCopy());
    if (app.path("audit").path("status").asInt(-1) == RUNS) {
      plan(Call.text(wish, "appid"), app);
    }
    save();
  }

  private ObjectNode app(String appId) {
    return state.withObjectProperty("apps").withObjectProperty(appId);
  }

  synchronized Optional<Reply> answer(Call call, String appId) {
    String operation = call.path().substring("/wxa/".length());
    if (!Set.of(
            "commit",
            "get_qrcode",
            "submit_audit",
            "get_auditstatus",
            "get_latest_auditstatus",
            "undocodeaudit",
            "release",
            "revertcoderelease",
            "getversioninfo")
        .contains(operation)) {
      return Optional.empty();
    }
    if (appId.isEmpty()) {
      return Optional.of(OpenPlatform.badToken());
    }
    ObjectNode app = app(appId);
    settle(appId, app);
    Reply reply =
        switch (operation) {
          case "commit" -> commit(app, call.json());
          case "get_qrcode" -> trialCode(appId, app);
          case "submit_audit" -> submit(appId, app, call.json());
          case "get_auditstatus" -> audit(app, call.json().path("auditid").asLong());
          case "get_latest_auditstatus" -> audit(app, app.path("audit").path("auditid").asLong(-1));
          case "undocodeaudit" -> withdraw(app);
          case "release" -> release(app);
          case "revertcoderelease" ->
              call.parameter("action").equals("get_history_version") ? history(app) : revert(app);
          default -> versions(app);
        };
    save();
    return Optional.of(reply);
  }

  private Reply commit(ObjectNode app, ObjectNode body) {
    JsonNode template = template(body.path("template_id").asLong(-1));
    if (template.isMissingNode()) {
      return Reply.errcode(85014, "invalid template_id");
    }
    String version = Call.text(body, "user_version");
    if (version.isEmpty() || version.length() > 64 || Call.text(body, "user_desc").isEmpty()) {
      return Reply.errcode(47001, "data format error");
    }
    ObjectNode ext;
    try {
      // a string with JSON in it, not an object: as WeChat wants it
      if (!body.path("ext_json").isTextual()
          || !(Call.JSON.readTree(body.path("ext_json").asText()) instanceof ObjectNode parsed)) {
        return Reply.errcode(85013, "invalid custom setting");
      }
      ext = parsed;
    } catch (JsonProcessingException malformed) {
      return Reply.errcode(85013, "invalid custom setting");
    }
    Set<String> known = new HashSet<>();
    template.path("pages").forEach(page -> known.add(page.asText()));
    for (JsonNode page : ext.path("pages")) {
      if (!known.isEmpty() && !known.contains(page.asText())) {
        return Reply.errcode(85045, "ext_json has a path that is not in the template: " + page);
      }
    }
    app.putObject("trial")
        .put("version", version)
        .put("desc", Call.text(body, "user_desc"))
        .put("time", now())
        .put("template", body.path("template_id").asLong())
        .put("name", ext.path("ext").path("shop").path("name").asText(""));
    return Reply.errcode(0, "ok");
  }

  private JsonNode template(long id) {
    for (JsonNode template : state.path("templates")) {
      if (template.path("template_id").asLong() == id) {
        return template;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static Reply trialCode(String appId, ObjectNode app) {
    String seed = appId + app.path("trial").path("version").asText();
    return app.has("trial")
        ? new Reply(
            200, "image/jpeg", CodePicture.of(Crypto.digest(seed.getBytes(StandardCharsets.UTF_8))))
        : Reply.errcode(86001, "no code was committed");
  }

  private Reply submit(String appId, ObjectNode app, ObjectNode body) {
    if (!app.has("trial")) {
      return Reply.errcode(85086, "commit before you submit");
    }
    if (app.path("audit").path("status").asInt(-1) == RUNS) {
      return Reply.errcode(85009, "another version is under audit");
    }
    long id = FIRST_AUDIT + app.path("audits").asLong(0) + Math.abs(appId.hashCode()) % 100_000L;
    app.put("audits", app.path("audits").asLong(0) + 1);
    ObjectNode audit = app.putObject("audit");
    audit.put("auditid", id).put("status", RUNS).put("submit_audit_time", now());
    audit.put("user_version", app.path("trial").path("version").asText());
    audit.put("user_desc", Call.text(body, "version_desc"));
    plan(appId, app);
    return Reply.json(Reply.object().put("errcode", 0).put("errmsg", "ok").put("auditid", id));
  }

  /** Decides when the audit that runs ends. */
  private void plan(String appId, ObjectNode app) {
    JsonNode plan = app.path("plan");
    String verdict = plan.path("verdict").asText("pass");
    ObjectNode audit = app.withObjectProperty("audit");
    if (verdict.equals("wait")) {
      audit.put("ends", Long.MAX_VALUE);
      return;
    }
    audit.put("verdict", verdict.equals("refuse") ? REFUSED : PASSED);
    audit.put("ends", System.currentTimeMillis() + plan.path("afterMillis").asLong(PATIENCE));
    if (plan.path("notify").asBoolean(true)) {
      push.send(
          "/" + appId + "/events",
          event(verdict.equals("refuse"), plan.path("reason").asText("")),
          plan.path("afterMillis").asLong(PATIENCE));
    }
  }

  private static String event(boolean refused, String reason) {
    return "<xml><ToUserName>gh_sandbox</ToUserName><FromUserName>weixin</FromUserName><CreateTime>%d</CreateTime>"
            .formatted(now())
        + "<MsgType>event</MsgType><Event>%s</Event>"
            .formatted(refused ? "weapp_audit_fail" : "weapp_audit_success")
        + (refused ? "<Reason><![CDATA[" + reason.replace("]]>", "") + "]]></Reason>" : "")
        + "</xml>";
  }

  /** An audit whose time has come ends. */
  private static void settle(String appId, ObjectNode app) {
    ObjectNode audit = app.withObjectProperty("audit");
    if (audit.path("status").asInt(-1) == RUNS
        && audit.path("ends").asLong(Long.MAX_VALUE) <= System.currentTimeMillis()) {
      audit.put("status", audit.path("verdict").asInt());
      if (audit.path("verdict").asInt() == REFUSED) {
        audit.put("reason", app.path("plan").path("reason").asText(""));
      }
    }
  }

  private static Reply audit(ObjectNode app, long id) {
    JsonNode audit = app.path("audit");
    if (!audit.has("auditid") || audit.path("auditid").asLong() != id) {
      return Reply.errcode(85012, "invalid audit id");
    }
    ObjectNode answer = Reply.object().put("errcode", 0).put("errmsg", "ok");
    for (String field :
        List.of("auditid", "status", "reason", "user_version", "user_desc", "submit_audit_time")) {
      if (audit.has(field)) {
        answer.set(field, audit.path(field));
      }
    }
    return Reply.json(answer);
  }

  private static Reply withdraw(ObjectNode app) {
    if (app.path("audit").path("status").asInt(-1) != RUNS) {
      return Reply.errcode(85012, "invalid audit id");
    }
    app.withObjectProperty("audit").put("status", WITHDRAWN);
    return Reply.errcode(0, "ok");
  }

  private static Reply release(ObjectNode app) {
    JsonNode audit = app.path("audit");
    if (!audit.has("auditid")) {
      return Reply.errcode(85019, "no version is under auditing");
    }
    if (audit.path("status").asInt() != PASSED) {
      return Reply.errcode(85020, "status not allowed");
    }
    if (audit.path("used").asBoolean(false)) {
      return Reply.errcode(85052, "app is already released");
    }
    app.withObjectProperty("audit").put("used", true);
    app.withArrayProperty("released")
        .addObject()
        .put("version", audit.path("user_version").asText())
        .put("desc", audit.path("user_desc").asText())
        .put("time", now());
    return Reply.errcode(0, "ok");
  }

  private static Reply revert(ObjectNode app) {
    ArrayNode released = app.withArrayProperty("released");
    if (released.size() < 2) {
      return Reply.errcode(87012, "forbid revert this version release");
    }
    released.remove(released.size() - 1);
    return Reply.errcode(0, "ok");
  }

  private static Reply history(ObjectNode app) {
    ObjectNode answer = Reply.object().put("errcode", 0).put("errmsg", "ok");
    ArrayNode list = answer.putArray("version_list");
    for (JsonNode version : app.withArrayProperty("released")) {
      list.addObject()
          .put("user_version", version.path("version").asText())
          .put("user_desc", version.path("desc").asText())
          .put("commit_time", version.path("time").asLong());
    }
    return Reply.json(answer);
  }

  private static Reply versions(ObjectNode app) {
    ObjectNode answer = Reply.object().put("errcode", 0).put("errmsg", "ok");
    if (app.has("trial")) {
      answer
          .putObject("exp_info")
          .put("exp_time", app.path("trial").path("time").asLong())
          .put("exp_version", app.path("trial").path("version").asText())
          .put("exp_desc", app.path("trial").path("desc").asText());
    }
    ArrayNode released = app.withArrayProperty("released");
    if (!released.isEmpty()) {
      JsonNode last = released.get(released.size() - 1);
      answer
          .putObject("release_info")
          .put("release_time", last.path("time").asLong())
          .put("release_version", last.path("version").asText())
          .put("release_desc", last.path("desc").asText());
    }
    return Reply.json(answer);
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }
}
