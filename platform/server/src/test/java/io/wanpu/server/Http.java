package io.wanpu.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Speaks HTTP to the shoppers' door as their programs do. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Map<String, String> headers;

  private Http(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** Somebody who has not signed in. */
  public static Http visitor(URI base) {
    return new Http(base, Map.of());
  }

  /** A member. */
  public Http as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Http with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Http(base, more);
  }

  /** A header that every request carries. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** An answer. */
  public record Answer(int status, String body, Map<String, String> headers) {
    /** The body as JSON. */
    public JsonNode json() {
      return Json.tree(body);
    }

    /** Code of the problem, or empty. */
    public String code() {
      return json().path("code").asText();
    }
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer post(String path, String json) {
    return with("Idempotency-Key", UUID.randomUUID().toString()).send("POST", path, json);
  }

  public Answer send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var got = new LinkedHashMap<String, String>();
      response
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  got.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      return new Answer(response.statusCode(), response.body(), got);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
