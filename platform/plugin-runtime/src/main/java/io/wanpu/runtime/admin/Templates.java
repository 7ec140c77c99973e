package io.wanpu.runtime.admin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Templates of one version of a plugin, {@code templates/<name>.html} of its jar. They are handed
 * out as text: an engine that went through the class loader would keep it.
 */
public final class Templates {
  private final String version;
  private final Function<String, Optional<byte[]>> entries;

  /**
   * @param version names the content, for caches
   * @param entries of the jar, by path
   */
  public Templates(String version, Function<String, Optional<byte[]>> entries) {
    this.version = version;
    this.entries = entries;
  }

  /**
   * A template.
   *
   * @param cacheKey differs between plugins and versions
   */
  public record Template(String cacheKey, String text) {}

  /** The template of that name. */
  public Optional<Template> find(String name) {
    return entries
        .apply("templates/" + name + ".html")
        .map(
            bytes -> new Template(version + "/" + name, new String(bytes, StandardCharsets.UTF_8)));
  }
}
