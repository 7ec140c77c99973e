package io.wanpu.miniprogram.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.kernel.shared.Digests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiled templates, by content. Those of the repository and of the component library are compiled
 * by the build; a plugin's when they are met first.
 */
public final class Templates {
  /** What the build has compiled: a line each, key and code with a tab between. */
  public static final String PREPARED = "/storefront-templates.tsv";

  private static final Pattern SHORT_BINDING =
      Pattern.compile(
          "(\\s)(bind|catch|mut-bind|capture-bind|capture-catch)([a-z]+)(?=\\s*=\\s*[\"'])");
  private static final Pattern SCRIPT =
      Pattern.compile("(<wxs\\b[^>]*>)(.*?)(</wxs>)", Pattern.DOTALL);

  private final Map<String, String> prepared;
  private final Cache<String, Template> compiled =
      Caffeine.newBuilder()
          .maximumWeight(64L << 20)
          .weigher((String key, Template template) -> template.code().length())
          .build();
  private @Nullable TemplateCompiler compiler;

  /**
   * @param prepared code by key, see {@link #key}
   */
  public Templates(Map<String, String> prepared) {
    this.prepared = Map.copyOf(prepared);
  }

  /** With what the build has compiled. */
  public static Templates load() {
    var prepared = new HashMap<String, String>();
    var resource = Templates.class.getResourceAsStream(PREPARED);
    if (resource != null) {
      try (var lines =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          var tab = line.indexOf('\t');
          prepared.put(line.substring(0, tab), unescaped(line.substring(tab + 1)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Templates(prepared);
  }

  /** A line for {@link #PREPARED}. */
  public static String line(String key, String code) {
    return key + '\t' + code.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String code) {
    if (code.indexOf('\\') < 0) {
      return code;
    }
    var plain = new StringBuilder(code.length());
    for (var i = 0; i < code.length(); i++) {
      var c = code.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else {
        i++;
        var escaped = code.charAt(i);
        plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      }
    }
    return plain.toString();
  }

  /** What names a template and its content. */
  public static String key(String path, String source) {
    return HexFormat.of().formatHex(Digests.sha256(path + '\0' + source), 0, 16);
  }

  /**
   * A compiled template.
   *
   * @throws BrokenTemplate when it can't be used
   */
  public Template compile(String path, String source) {
    var key = key(path, source);
    var ready = prepared.get(key);
    if (ready != null) {
      return new Template(ready, List.of());
    }
    return compiled.get(key, k -> compiler().compile(path, adapted(source)));
  }

  private synchronized TemplateCompiler compiler() {
    var known = compiler;
    if (known == null) {
      known = new TemplateCompiler();
      compiler = known;
    }
    return known;
  }

  /** A script file ({@code .wxs}) as the body of a JavaScript function. */
  public static String script(String source) {
    return source
        .replaceAll("\\.constructor\\b", "?.constructor?.name")
        .replaceAll("(require\\(\\s*['\"][^'\"]+)\\.wxs(['\"])", "$1$2");
  }

  /** The older ways of writing that WeChat still takes. */
  private static String adapted(String source) {
    var scripts =
        SCRIPT
            .matcher(source)
            .replaceAll(
                match ->
                    java.util.regex.Matcher.quoteReplacement(
                        match.group(1) + script(match.group(2)) + match.group(3)));
    return SHORT_BINDING.matcher(scripts).replaceAll("$1$2:$3");
  }
}
