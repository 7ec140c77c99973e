package io.wanpu.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.launcher.LauncherException;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The operator's plugins, through the interface of the running mall. */
public final class Plugins {
  private static final String USAGE =
      "Say ./mall plugin list, ./mall plugin install JAR or ./mall plugin remove ID.";

  private final Arguments arguments;
  private final OperatorInterface mall;

  public Plugins(Arguments arguments) {
    this.arguments = arguments;
    this.mall = new OperatorInterface(arguments);
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
    HttpResponse<String> response = mall.send(mall.request("/operator/api/plugins").GET());
    if (response.statusCode() != 200) {
      return OperatorInterface.explain(response.statusCode(), response.body());
    }
    JsonNode body = OperatorInterface.json(response.body());
    JsonNode plugins = body.isArray() ? body : body.path("plugins");
    if (plugins.isEmpty()) {
      System.out.println("No plugins are installed.");
    }
    for (JsonNode plugin : plugins) {
      System.out.printf(
          "%-20s %-10s %s%n",
          OperatorInterface.text(plugin, "id"),
          OperatorInterface.text(plugin, "version"),
          OperatorInterface.text(plugin, "state"));
    }
    return 0;
  }

  private int install(Path jar) {
    try {
      HttpResponse<String> response =
          mall.send(
              mall.request("/operator/api/plugins")
                  .header("Content-Type", "application/java-archive")
                  .POST(HttpRequest.BodyPublishers.ofFile(jar)));
      if (response.statusCode() / 100 != 2) {
        return OperatorInterface.explain(response.statusCode(), response.body());
      }
      JsonNode plugin = OperatorInterface.json(response.body());
      System.out.println(
          "Installed "
              + OperatorInterface.text(plugin, "id")
              + " "
              + OperatorInterface.text(plugin, "version"));
      return 0;
    } catch (FileNotFoundException e) {
      throw new LauncherException("There is no file " + jar + ".", e);
    }
  }

  private int remove(String id) {
    HttpResponse<String> response =
        mall.send(
            mall.request("/operator/api/plugins/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .DELETE());
    if (response.statusCode() / 100 != 2) {
      return OperatorInterface.explain(response.statusCode(), response.body());
    }
    System.out.println("Removed " + id);
    return 0;
  }
}
