package io.wanpu.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A plugin jar made in a test, from sources given as text:
 *
 * <pre>{@code
 * var jar = TestJar.of("greeter", "1.0.0")
 *     .source("""
 *         package greeter;
 *         public class Greeter implements io.wanpu.api.plugin.MallPlugin { … }
 *         """)
 *     .build();
 * }</pre>
 *
 * <p>The first class is the main class unless the test says otherwise.
 */
public final class TestJar {
  private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+)\\s*;");
  private static final Pattern TYPE =
      Pattern.compile("public\\s+(?:final\\s+)?(?:class|record|interface|enum)\\s+(\\w+)");

  private final String id;
  private final Map<String, Object> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<byte[]> beside = new ArrayList<>();

  private TestJar(String id, String version) {
    this.id = id;
    manifest.put("id", id);
    manifest.put("version", '"' + version + '"');
    manifest.put("name", "{zh: 试验, en: Trial}");
    manifest.put("description", "{zh: 只在测试中使用, en: Only for tests}");
    manifest.put("api", "\"[1.0,2.0)\"");
  }

  /**
   * The jar of a plugin that is being built, from its folder of classes and resources: tests run
   * before the jar is packed.
   *
   * @param classes {@code target/classes}
   */
  public static byte[] packed(Path classes) {
    var packed = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(packed);
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new JarEntry(classes.relativize(file).toString().replace('\\', '/'));
        // the same content is the same jar, whenever it is packed
        entry.setTime(0);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** A jar of that plugin and version, for the present API. */
  public static TestJar of(String id, String version) {
    return new TestJar(id, version);
  }

  /** Sets a key of the manifest to a piece of YAML. */
  public TestJar manifest(String key, String yaml) {
    manifest.put(key, yaml);
    return this;
  }

  /** Names under {@code uses}. */
  public TestJar uses(String... uses) {
    return manifest("uses", List.of(uses).toString());
  }

  /** Adds a class. */
  public TestJar source(String java) {
    var type = TYPE.matcher(java);
    if (!type.find()) {
      throw new IllegalArgumentException("no public type in the source");
    }
    var home = PACKAGE.matcher(java);
    var name = (home.find() ? home.group(1) + "." : "") + type.group(1);
    manifest.putIfAbsent("main", name);
    sources.put(name, java);
    return this;
  }

  /** Adds an entry. */
  public TestJar entry(String path, String text) {
    return entry(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an entry. */
  public TestJar entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** Adds a migration, {@code db/migration/<name>}. */
  public TestJar migration(String name, String sql) {
    return entry("db/migration/" + name, sql);
  }

  /** Adds a message in both languages. */
  public TestJar message(String key, String chinese, String english) {
    append("messages_zh_CN.properties", key + "=" + chinese + "\n");
    append("messages_en.properties", key + "=" + english + "\n");
    return this;
  }

  private void append(String path, String line) {
    var before = new String(entries.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    entry(path, before + line);
  }

  /** Lets the sources see the classes of another jar, which is not packed in. */
  public TestJar compileAgainst(byte[] jar) {
    beside.add(jar);
    return this;
  }

  /** The content of the jar. */
  public byte[] build() {
    var all = new LinkedHashMap<>(entries);
    all.put("plugin.yaml", yaml().getBytes(StandardCharsets.UTF_8));
    all.putAll(compile());
    return zip(all);
  }

  private String yaml() {
    var yaml = new StringBuilder();
    manifest.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    return yaml.toString();
  }

  /** A zip file with these entries, in this order. */
  public static byte[] zip(Map<String, byte[]> entries) {
    var out = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(out)) {
      for (var entry : entries.entrySet()) {
        var header = new JarEntry(entry.getKey());
        header.setTime(0); // the same content, the same checksum
        jar.putNextEntry(header);
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Map<String, byte[]> compile() {
    if (sources.isEmpty()) {
      return Map.of();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files =
        new Memory(compiler.getStandardFileManager(problems, Locale.ROOT, null), beside)) {
      var units =
          sources.entrySet().stream()
              .map(each -> (JavaFileObject) new Source(each.getKey(), each.getValue()))
              .toList();
      var done =
          compiler
              .getTask(
                  null,
                  files,
                  problems,
                  List.of("-parameters", "-proc:none", "-implicit:none"),
                  null,
                  units)
              .call();
      if (!done) {
        throw new AssertionError("plugin " + id + ": " + problems.getDiagnostics());
      }
      return files.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return text;
    }
  }

  private static final class Compiled extends SimpleJavaFileObject {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Compiled(String name) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public ByteArrayOutputStream openOutputStream() {
      return out;
    }
  }

  /** Class files in memory: written ones, and those of jars to compile against. */
  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Compiled> written = new LinkedHashMap<>();
    private final Map<String, byte[]> seen = new LinkedHashMap<>();

    Memory(StandardJavaFileManager files, List<byte[]> jars) throws IOException {
      super(files);
      for (var jar : jars) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
          for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = entry.getName();
            if (name.endsWith(".class")) {
              seen.put(name.substring(0, name.length() - 6).replace('/', '.'), zip.readAllBytes());
            }
          }
        }
      }
    }

    Map<String, byte[]> classes() {
      var classes = new LinkedHashMap<String, byte[]>();
      for (var name : new TreeSet<>(written.keySet())) {
        classes.put(
            name.replace('.', '/') + ".class",
            Objects.requireNonNull(written.get(name)).out.toByteArray());
      }
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return written.computeIfAbsent(name, Compiled::new);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String home, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      var all = new ArrayList<JavaFileObject>();
      super.list(location, home, kinds, recurse).forEach(all::add);
      if (location == StandardLocation.CLASS_PATH) {
        seen.forEach(
            (name, bytes) -> {
              if (name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(home)) {
                all.add(new Seen(name, bytes));
              }
            });
      }
      return all;
    }

    @Override
    public String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
      return file instanceof Seen known ? known.name : super.inferBinaryName(location, file);
    }
  }

  private static final class Seen extends SimpleJavaFileObject {
    private final String name;
    private final byte[] bytes;

    Seen(String name, byte[] bytes) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
