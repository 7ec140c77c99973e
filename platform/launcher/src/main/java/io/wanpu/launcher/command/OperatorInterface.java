package io.wanpu.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanpu.launcher.DataFolder;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.LauncherException;
import io.wanpu.launcher.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The operator's interface of the mall that runs on a data folder. */
final class OperatorInterface {
  private final Arguments arguments;

  OperatorInterface(Arguments arguments) {
    this.arguments = arguments;
  }

  /** A request with the operator's token. @throws LauncherException when nothing runs */
  HttpRequest.Builder request(String path) {
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

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(request.build(), body);
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

  /** Says why the mall refused. @return exit code */
  static int explain(int status, String body) {
    JsonNode problem = json(body);
    String detail =
        text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
    System.err.println(detail.isEmpty() ? "The mall answered " + status + "." : detail);
    return 1;
  }

  static int explain(int status, byte[] body) {
    return explain(status, new String(body, StandardCharsets.UTF_8));
  }

  static JsonNode json(String body) {
    try {
      return JsonMapper.builder().build().readTree(body);
    } catch (JsonProcessingException notJson) {
      return JsonMapper.builder().build().createObjectNode();
    }
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
