package io.wanpu.runtime.jar;

import io.wanpu.api.plugin.ApiVersion;
import io.wanpu.runtime.jar.Problem.Kind;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.Version;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Looks a jar over before anything of it runs: checksum, archive, manifest, API range, required
 * plugins, links and message bundles.
 */
public final class Verify {
  private final LinkCheck links;

  /**
   * @param host class loader of the mall
   */
  public Verify(ClassLoader host) {
    this.links = new LinkCheck(host);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It can be installed. */
    record Sound(PluginJar jar) implements Outcome {}

    /** It is not taken. */
    record Unsound(List<Problem> problems) implements Outcome {
      public Unsound {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Looks it over.
   *
   * @param expected checksum that came with the jar, hexadecimal
   * @param installed jars of the plugins that are there, by id
   */
  public Outcome verify(
      byte[] content, Optional<String> expected, Map<String, PluginJar> installed) {
    var actual = Sha256.of(content).toString();
    if (expected.isPresent() && !expected.get().strip().equalsIgnoreCase(actual)) {
      return new Outcome.Unsound(
          List.of(
              new Problem(
                  Kind.CHECKSUM,
                  "the content has " + actual + ", announced was " + expected.get().strip())));
    }
    PluginJar jar;
    try {
      jar = PluginJar.read(content);
    } catch (BadJar e) {
      return new Outcome.Unsound(List.of(e.problem()));
    }
    var problems = new ArrayList<Problem>();
    checkApi(jar.manifest(), problems);
    checkMain(jar, problems);
    checkMessages(jar, problems);
    checkDependents(jar.manifest(), installed, problems);
    var required = required(jar.manifest(), installed, problems);
    if (problems.isEmpty()) {
      var lenient = required.size() < jar.manifest().requires().size();
      links
          .missing(jar, required, lenient)
          .forEach(sentence -> problems.add(new Problem(Kind.LINK, sentence)));
    }
    return problems.isEmpty() ? new Outcome.Sound(jar) : new Outcome.Unsound(problems);
  }

  private static void checkApi(Manifest manifest, List<Problem> problems) {
    if (!manifest.api().contains(Version.of(ApiVersion.CURRENT))) {
      problems.add(
          new Problem(
              Kind.API,
              manifest.label()
                  + " is written for plugin API "
                  + manifest.api()
                  + "; this mall offers "
                  + ApiVersion.CURRENT));
    }
  }

  private static void checkMain(PluginJar jar, List<Problem> problems) {
    var main = jar.manifest().main();
    if (jar.entry(main.replace('.', '/') + ".class").isEmpty()) {
      problems.add(new Problem(Kind.MANIFEST, "main: there is no class " + main + " in the jar"));
    }
  }

  private static void checkMessages(PluginJar jar, List<Problem> problems) {
    var chinese = keys(jar, "messages_zh_CN.properties");
    var english = keys(jar, "messages_en.properties");
    var onlyOne = new TreeSet<>(chinese);
    onlyOne.removeAll(english);
    var other = new TreeSet<>(english);
    other.removeAll(chinese);
    onlyOne.addAll(other);
    if (!onlyOne.isEmpty()) {
      problems.add(new Problem(Kind.MESSAGES, "keys that stand in one language only: " + onlyOne));
    }
    var id = jar.manifest().id();
    var foreign =
        chinese.stream()
            .filter(key -> !key.startsWith(id + ".") && !key.startsWith("error." + id + "."))
            .toList();
    if (!foreign.isEmpty()) {
      problems.add(
          new Problem(
              Kind.MESSAGES,
              "keys must begin with '" + id + ".' or 'error." + id + ".': " + foreign));
    }
  }

  private static TreeSet<String> keys(PluginJar jar, String bundle) {
    var read = new Properties();
    jar.entry(bundle)
        .ifPresent(
            bytes -> {
              try {
                read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    return new TreeSet<>(read.stringPropertyNames());
  }

  private static void checkDependents(
      Manifest manifest, Map<String, PluginJar> installed, List<Problem> problems) {
    for (var other : installed.values()) {
      for (var requirement : other.manifest().requires()) {
        if (requirement.plugin().equals(manifest.id())
            && !requirement.versions().contains(manifest.version())) {
          problems.add(
              new Problem(
                  Kind.DEPENDENT,
                  other.manifest().label()
                      + " needs "
                      + manifest.id()
                      + " "
                      + requirement.versions()
                      + ", this is "
                      + manifest.version()));
        }
      }
    }
  }

  private static List<PluginJar> required(
      Manifest manifest, Map<String, PluginJar> installed, List<Problem> problems) {
    var found = new ArrayList<PluginJar>();
    for (var requirement : manifest.requires()) {
      var there = Optional.ofNullable(installed.get(requirement.plugin()));
      var fits = there.filter(jar -> requirement.versions().contains(jar.manifest().version()));
      if (fits.isPresent()) {
        found.add(fits.get());
      } else if (!requirement.optional()) {
        problems.add(
            new Problem(
                Kind.REQUIREMENT,
                manifest.label()
                    + " needs "
                    + requirement.plugin()
                    + " "
                    + requirement.versions()
                    + there
                        .map(jar -> ", installed is " + jar.manifest().version())
                        .orElse(", which is not installed")));
      }
    }
    return found;
  }
}
