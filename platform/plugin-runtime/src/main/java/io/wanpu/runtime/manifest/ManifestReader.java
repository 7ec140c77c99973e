package io.wanpu.runtime.manifest;

import io.wanpu.runtime.manifest.Manifest.Grant;
import io.wanpu.runtime.manifest.Manifest.Requirement;
import io.wanpu.runtime.manifest.Manifest.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@code plugin.yaml}, strictly: an unknown key is a mistake, and all mistakes are named. */
public final class ManifestReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,30}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)+");
  private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9-]{1,30}\\.[a-z_.]{1,28}");
  private static final Pattern FOLDER = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final Set<String> TAKEN = Set.of("kernel", "wanpu", "error", "validation");

  private final List<String> problems = new ArrayList<>();

  private ManifestReader() {}

  /**
   * Reads it.
   *
   * @throws BadManifest naming everything that is wrong
   */
  public static Manifest read(String yaml) {
    return new ManifestReader().manifest(parse(yaml));
  }

  private static Map<String, Object> parse(String yaml) {
    if (yaml.length() > MAX_CHARACTERS) {
      throw new BadManifest(List.of("longer than " + MAX_CHARACTERS + " characters"));
    }
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(8);
    Object root;
    try {
      root = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      throw new BadManifest(List.of("not readable: " + e.getMessage()));
    }
    return asMap(root)
        .orElseThrow(() -> new BadManifest(List.of("must be a mapping of keys to values")));
  }

  private Manifest manifest(Map<String, Object> root) {
    onlyKeys(
        "",
        root,
        Set.of(
            "id",
            "version",
            "name",
            "description",
            "api",
            "main",
            "requires",
            "exports",
            "uses",
            "grants",
            "miniprogram"));
    var id = matching(root, "id", ID, "2 to 31 of a-z, 0-9 and -, beginning with a letter");
    if (TAKEN.contains(id)) {
      problems.add("id: '" + id + "' is the mall's own word, choose another");
    }
    var version = parsed(root, "version", Version::of).orElse(new Version(0, 0, 0, ""));
    var name = words("name", root.get("name"), 60);
    var description = words("description", root.get("description"), 400);
    var api = parsed(root, "api", VersionRange::of);
    var main = matching(root, "main", NAME, "the full name of a class");
    var requires = requires(root.get("requires"), id);
    var exports = exports(root.get("exports"));
    var uses = uses(root.get("uses"));
    var grants = grants(root.get("grants"), id);
    var miniprogram = Optional.ofNullable(root.get("miniprogram")).map(Object::toString);
    miniprogram
        .filter(folder -> !FOLDER.matcher(folder).matches())
        .ifPresent(folder -> problems.add("miniprogram: '" + folder + "' is not a folder name"));
    if (!problems.isEmpty() || api.isEmpty()) {
      throw new BadManifest(problems);
    }
    return new Manifest(
        id,
        version,
        name,
        description,
        api.get(),
        main,
        requires,
        exports,
        uses,
        grants,
        miniprogram);
  }

  private List<Requirement> requires(@Nullable Object value, String id) {
    var read = new LinkedHashMap<String, Requirement>();
    for (var entry : maps("requires", value)) {
      onlyKeys("requires.", entry, Set.of("id", "version", "optional"));
      var other = matching(entry, "id", ID, "the id of a plugin");
      var versions = parsed(entry, "version", VersionRange::of);
      var optional = entry.getOrDefault("optional", false);
      if (!(optional instanceof Boolean)) {
        problems.add("requires.optional: true or false");
      }
      if (other.equals(id)) {
        problems.add("requires: a plugin cannot require itself");
      }
      if (versions.isPresent()
          && read.put(other, new Requirement(other, versions.get(), optional.equals(true)))
              != null) {
        problems.add("requires: '" + other + "' stands there twice");
      }
    }
    return List.copyOf(read.values());
  }

  private Set<String> exports(@Nullable Object value) {
    var read = new LinkedHashSet<String>();
    for (var each : strings("exports", value)) {
      if (!NAME.matcher(each).matches()) {
        problems.add("exports: '" + each + "' is not the name of a package");
      }
      read.add(each);
    }
    return read;
  }

  private Set<Use> uses(@Nullable Object value) {
    var read = new LinkedHashSet<Use>();
    for (var word : strings("uses", value)) {
      Use.of(word)
          .ifPresentOrElse(
              read::add,
              () ->
                  problems.add(
                      "uses: '"
                          + word
                          + "' is none of "
                          + java.util.Arrays.stream(Use.values()).map(Use::word).toList()));
    }
    return read;
  }

  private List<Grant> grants(@Nullable Object value, String id) {
    var read = new LinkedHashMap<String, Grant>();
    for (var entry : maps("grants", value)) {
      onlyKeys("grants.", entry, Set.of("permission", "text"));
      var permission =
          matching(entry, "permission", PERMISSION, "like '" + id + ".view', a-z, _ and .");
      if (!permission.startsWith(id + ".")) {
        problems.add("grants.permission: '" + permission + "' must begin with '" + id + ".'");
      }
      if (read.put(permission, new Grant(permission, words("grants.text", entry.get("text"), 60)))
          != null) {
        problems.add("grants: '" + permission + "' stands there twice");
      }
    }
    return List.copyOf(read.values());
  }

  private void onlyKeys(String at, Map<String, Object> map, Set<String> known) {
    map.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> problems.add(at + key + ": unknown key"));
  }

  private String matching(Map<String, Object> map, String key, Pattern form, String what) {
    var value = map.get(key);
    if (value == null) {
      problems.add(key + ": missing");
      return "";
    }
    if (!(value instanceof String text) || !form.matcher(text).matches()) {
      problems.add(key + ": '" + value + "' is not " + what);
      return "";
    }
    return text;
  }

  private <T> Optional<T> parsed(Map<String, Object> map, String key, Function<String, T> read) {
    var value = map.get(key);
    if (value == null) {
      problems.add(key + ": missing");
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      problems.add(key + ": write it in quotes, YAML takes " + value + " for a number");
      return Optional.empty();
    }
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add(key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Words words(String at, @Nullable Object value, int limit) {
    var map = asMap(value).orElse(Map.of());
    onlyKeys(at + ".", map, Set.of("zh", "en"));
    if (map.get("zh") instanceof String zh
        && map.get("en") instanceof String en
        && !zh.isBlank()
        && !en.isBlank()) {
      if (zh.length() > limit || en.length() > limit) {
        problems.add(at + ": longer than " + limit + " characters");
      }
      return new Words(zh.strip(), en.strip());
    }
    problems.add(at + ": needs words in both languages, {zh: …, en: …}");
    return new Words("", "");
  }

  private List<Map<String, Object>> maps(String at, @Nullable Object value) {
    var read = new ArrayList<Map<String, Object>>();
    for (var each : list(at, value)) {
      asMap(each)
          .ifPresentOrElse(read::add, () -> problems.add(at + ": '" + each + "' is no mapping"));
    }
    return read;
  }

  private List<String> strings(String at, @Nullable Object value) {
    var read = new ArrayList<String>();
    for (var each : list(at, value)) {
      if (each instanceof String text) {
        read.add(text);
      } else {
        problems.add(at + ": '" + each + "' is not text");
      }
    }
    return read;
  }

  private List<?> list(String at, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    problems.add(at + ": must be a list");
    return List.of();
  }

  private static Optional<Map<String, Object>> asMap(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    var read = new LinkedHashMap<String, Object>();
    map.forEach((key, each) -> read.put(String.valueOf(key), each));
    return Optional.of(read);
  }
}
