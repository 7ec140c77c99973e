package io.wanpu.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanpu.launcher.DataFolder;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.LauncherException;
import io.wanpu.launcher.Stack;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The operator's plugins, through the interface of the running mall. */
public final class Plugins {
  private static final String USAGE =
      "Say ./mall plugin list, ./mall plugin install JAR or ./mall plugin remove ID.";

  private final Arguments arguments;

  public Plugins(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Exit code 0 if the mall did it, else 1. */
  public int run() {
    List<String> words = arguments.words();
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "list" -> list();
      case "install" -> install(Path.of(second("JAR")));
      case "remove" -> remove(second("ID"));
      default -> throw new LauncherException(USAGE);
    };
  }

  private String second(String what) {
    if (arguments.words().size() != 2) {
      throw new LauncherException("Which " + what + "? " + USAGE);
    }
    return arguments.words().get(1);
  }

  private int list() {
    HttpResponse<String> response = send(request("/operator/api/plugins").GET());
    if (response.statusCode() != 200) {
      return explain(response);
    }
    JsonNode body = json(response.body());
    JsonNode plugins = body.isArray() ? body : body.path("plugins");
    if (plugins.isEmpty()) {
      System.out.println("No plugins are installed.");
    }
    for (JsonNode plugin : plugins) {
      System.out.printf(
          "%-20s %-10s %s%n", text(plugin, "id"), text(plugin, "version"), text(plugin, "state"));
    }
    return 0;
  }

  private int install(Path jar) {
    try {
      HttpResponse<String> response =
          send(
              request("/operator/api/plugins")
                  .header("Content-Type", "application/java-archive")
                  .POST(HttpRequest.BodyPublishers.ofFile(jar)));
      if (response.statusCode() / 100 != 2) {
        return explain(response);
      }
      JsonNode plugin = json(response.body());
      System.out.println("Installed " + text(plugin, "id") + " " + text(plugin, "version"));
      return 0;
    } catch (FileNotFoundException e) {
      throw new LauncherException("There is no file " + jar + ".", e);
    }
  }

  private int remove(String id) {
    HttpResponse<String> response =
        send(
            request("/operator/api/plugins/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .DELETE());
    if (response.statusCode() / 100 != 2) {
      return explain(response);
    }
    System.out.println("Removed " + id);
    return 0;
  }

  private HttpRequest.Builder request(String path) {
    Path data = arguments.data(Home.find());
    if (!DataFolder.isOne(data)) {
      throw notRunning();
    }
    Stack stack = Stack.of(data);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stack.ports().admin() + path))
        .timeout(Duration.ofMinutes(2))
        .header("Accept", "application/json, application/problem+json")
        .header("Authorization", "Bearer " + stack.secrets().operatorToken());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw notRunning();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("Interrupted", e);
    }
  }

  private static LauncherException notRunning() {
    return new LauncherException("The mall does not run: ./mall up starts it.");
  }

  private static int explain(HttpResponse<String> response) {
    JsonNode problem = json(response.body());
    String detail =
        text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
    System.err.println(
        detail.isEmpty() ? "The mall answered " + response.statusCode() + "." : detail);
    return 1;
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.builder().build().readTree(body);
    } catch (JsonProcessingException notJson) {
      return JsonMapper.builder().build().createObjectNode();
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
