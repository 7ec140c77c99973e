package io.wanpu.storefront.openapi;

import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.route.OpenApi;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Serves the OpenAPI document at {@code /openapi}, as JSON or YAML, and a page that shows it at
 * {@code /openapi/ui}.
 */
public final class ApiDocumentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long KEPT = Duration.ofSeconds(2).toNanos();
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
          + " 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "", "text/html;charset=UTF-8",
          "/start.js", "text/javascript;charset=UTF-8",
          "/page.css", "text/css;charset=UTF-8",
          "/swagger-ui-bundle.js", "text/javascript;charset=UTF-8",
          "/swagger-ui.css", "text/css;charset=UTF-8");

  private final transient ApiDocument document;
  private final transient Supplier<OpenApi> plugins;
  private final transient Map<String, byte[]> files = new LinkedHashMap<>();
  private transient volatile @Nullable Written written;

  private record Written(byte[] json, byte[] yaml, long at) {}

  /**
   * @param plugins what the loaded plugins add
   */
  public ApiDocumentServlet(ApiDocument document, Supplier<OpenApi> plugins) {
    this.document = document;
    this.plugins = plugins;
    FILES.keySet().forEach(name -> files.put(name, resource(name.isEmpty() ? "/page.html" : name)));
  }

  private static byte[] resource(String name) {
    try (var in = ApiDocumentServlet.class.getResourceAsStream("/openapi-ui" + name)) {
      if (in == null) {
        throw new IllegalStateException("openapi-ui" + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    var path = request.getRequestURI();
    switch (path) {
      case "/openapi" -> {
        var accept = request.getHeader("Accept");
        if (accept != null && accept.contains("yaml")) {
          send(response, "application/yaml", written().yaml());
        } else {
          send(response, "application/json", written().json());
        }
      }
      case "/openapi.json" -> send(response, "application/json", written().json());
      case "/openapi.yaml" -> send(response, "application/yaml", written().yaml());
      default -> file(path, response);
    }
  }

  private void file(String path, HttpServletResponse response) throws IOException {
    var prefix = "/openapi/ui";
    var name = path.startsWith(prefix) ? path.substring(prefix.length()) : "?";
    if (name.equals("/")) {
      name = "";
    }
    var content = files.get(name);
    var type = FILES.get(name);
    if (content == null || type == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", name.isEmpty() ? "no-cache" : "max-age=3600");
    send(response, type, content);
  }

  private static void send(HttpServletResponse response, String type, byte[] content)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private Written written() {
    var last = written;
    var now = System.nanoTime();
    if (last == null || now - last.at() > KEPT) {
      var content = document.write(plugins.get());
      last =
          new Written(
              Json.write(content).getBytes(StandardCharsets.UTF_8),
              yaml(content).getBytes(StandardCharsets.UTF_8),
              now);
      written = last;
    }
    return last;
  }

  private static String yaml(Map<String, Object> content) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(110);
    options.setAllowUnicode(true);
    // the same list or map may stand in several places: without this YAML would refer back to it
    options.setDereferenceAliases(true);
    return new Yaml(options).dump(content);
  }
}
