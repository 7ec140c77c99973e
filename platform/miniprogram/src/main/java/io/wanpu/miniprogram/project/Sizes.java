package io.wanpu.miniprogram.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How large the packages of a project are. WeChat takes 2 MB a package and, from a service
 * provider, 20 MB in all.
 *
 * @param packages bytes by name; the main package is {@code main}
 * @param biggest the biggest parts of each package, biggest first
 */
public record Sizes(Map<String, Long> packages, Map<String, List<Part>> biggest) {
  /** Bytes of a package, at most. */
  public static final long PACKAGE = 2L << 20;

  /** Bytes in all, at most. */
  public static final long TOTAL = 20L << 20;

  private static final String MAIN = "main";
  private static final int NAMED = 5;

  /** A file, or a component of the library with its files. */
  public record Part(String path, long bytes) {
    @Override
    public String toString() {
      return path + " " + readable(bytes);
    }
  }

  /** Weighs a project. */
  public static Sizes of(Project project) {
    var roots = new ArrayList<String>();
    project.app().path("subPackages").forEach(part -> roots.add(part.path("root").asText() + "/"));
    var packages = new TreeMap<String, Long>();
    packages.put(MAIN, 0L);
    var parts = new TreeMap<String, Map<String, Long>>();
    project
        .files()
        .forEach(
            (path, content) -> {
              if (path.equals("project.config.json")) {
                return;
              }
              var name = roots.stream().filter(path::startsWith).findFirst().orElse(MAIN);
              packages.merge(name, (long) content.length, Long::sum);
              parts
                  .computeIfAbsent(name, k -> new TreeMap<>())
                  .merge(part(path), (long) content.length, Long::sum);
            });
    var biggest = new TreeMap<String, List<Part>>();
    parts.forEach(
        (name, all) ->
            biggest.put(
                name,
                all.entrySet().stream()
                    .map(each -> new Part(each.getKey(), each.getValue()))
                    .sorted(Comparator.comparingLong(Part::bytes).reversed())
                    .limit(NAMED)
                    .toList()));
    return new Sizes(packages, biggest);
  }

  private static String part(String path) {
    var parts = path.split("/");
    return path.startsWith("miniprogram_npm/") && parts.length > 3
        ? String.join("/", parts[0], parts[1], parts[2]) + "/"
        : path;
  }

  /** Bytes of all packages. */
  public long total() {
    return packages.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @throws BrokenProject naming the biggest parts when a package or all of them are too large
   */
  public void check() {
    packages.forEach(
        (name, bytes) -> {
          if (bytes > PACKAGE) {
            throw new BrokenProject(
                "the package %s has %s, more than %s; its biggest parts: %s"
                    .formatted(name, readable(bytes), readable(PACKAGE), named(name)));
          }
        });
    if (total() > TOTAL) {
      throw new BrokenProject(
          "all packages together have %s, more than %s: %s"
              .formatted(
                  readable(total()),
                  readable(TOTAL),
                  packages.entrySet().stream()
                      .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                      .limit(NAMED)
                      .map(each -> each.getKey() + " " + readable(each.getValue()))
                      .collect(Collectors.joining(", "))));
    }
  }

  private String named(String name) {
    return biggest.getOrDefault(name, List.of()).stream()
        .map(Part::toString)
        .collect(Collectors.joining(", "));
  }

  private static String readable(long bytes) {
    return bytes >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0).replace(".0 ", " ")
        : (bytes + 1023) / 1024 + " KB";
  }
}
