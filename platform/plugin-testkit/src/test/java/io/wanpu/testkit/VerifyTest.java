package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.PluginRuntime;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.jar.Problem;
import io.wanpu.runtime.jar.Problem.Kind;
import io.wanpu.runtime.jar.Verify;
import java.io.ByteArrayOutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Jars that are turned away before anything of them runs. */
class VerifyTest {
  private final Verify verify = new Verify(PluginRuntime.class.getClassLoader());

  private static TestJar quiet(String id) {
    return TestJar.of(id, "1.0.0")
        .source(
            """
            package quiet;
            public class Quiet implements io.wanpu.api.plugin.MallPlugin {
              @Override public void contribute(
                  io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {}
            }
            """);
  }

  private List<Problem> problems(byte[] jar) {
    return problems(jar, Optional.empty(), Map.of());
  }

  private List<Problem> problems(
      byte[] jar, Optional<String> sha256, Map<String, PluginJar> installed) {
    return switch (verify.verify(jar, sha256, installed)) {
      case Verify.Outcome.Sound sound -> List.of();
      case Verify.Outcome.Unsound(var problems) -> problems;
    };
  }

  private PluginJar sound(byte[] jar) {
    if (verify.verify(jar, Optional.empty(), Map.of()) instanceof Verify.Outcome.Sound(var read)) {
      return read;
    }
    throw new AssertionError(problems(jar).toString());
  }

  private void assertProblem(byte[] jar, Kind kind, String... words) {
    assertThat(problems(jar))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.detail()).contains(words);
            });
  }

  @Test
  void a_sound_jar_is_taken() {
    assertThat(problems(quiet("quiet").build())).isEmpty();
  }

  @Test
  void a_jar_that_is_not_what_its_checksum_says_is_refused() {
    var jar = quiet("quiet").build();
    var sha256 = sound(jar).sha256().toString();
    assertThat(problems(jar, Optional.of(sha256), Map.of())).isEmpty();
    jar[jar.length - 1] ^= 1;
    assertThat(problems(jar, Optional.of(sha256), Map.of()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.CHECKSUM));
  }

  @Test
  void something_that_is_no_zip_file_is_refused() {
    assertProblem("hello".getBytes(StandardCharsets.UTF_8), Kind.ARCHIVE, "zip");
    assertProblem(new byte[0], Kind.ARCHIVE, "zip");
    assertProblem(TestJar.zip(Map.of()), Kind.MANIFEST, "plugin.yaml");
  }

  @Test
  void an_entry_that_leaves_its_folder_is_refused() {
    for (var name : List.of("../../evil.sh", "/etc/evil", "a/../../b", "a\\..\\b", "C:evil")) {
      assertProblem(quiet("quiet").entry(name, "x").build(), Kind.ARCHIVE, "leaves its folder");
    }
  }

  @Test
  void a_zip_bomb_is_refused() {
    assertProblem(
        quiet("quiet").entry("zeros", new byte[20 << 20]).build(), Kind.ARCHIVE, "zip bomb");
  }

  @Test
  void a_jar_that_is_too_large_is_refused() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("large"));
      zip.write(new byte[PluginJar.MAX_BYTES]);
    }
    assertProblem(out.toByteArray(), Kind.ARCHIVE, "larger than");
  }

  @Test
  void everything_that_is_wrong_with_a_manifest_is_said_at_once() {
    var jar =
        quiet("quiet")
            .manifest("id", "Quiet!")
            .manifest("version", "1.0")
            .manifest("name", "{zh: 只有中文}")
            .manifest("api", "\"[1.0,)\"")
            .manifest("uses", "[everything]")
            .manifest("colour", "red")
            .build();
    assertProblem(
        jar,
        Kind.MANIFEST,
        "id: 'Quiet!'",
        "version: write it in quotes",
        "name: needs words in both languages",
        "api: the range '[1.0,)' needs a lower and an upper bound",
        "uses: 'everything' is none of",
        "colour: unknown key");
  }

  @Test
  void yaml_that_makes_objects_is_refused() {
    assertProblem(
        quiet("quiet").manifest("name", "!!java.net.URL [http://localhost]").build(),
        Kind.MANIFEST,
        "not readable");
  }

  @Test
  void a_jar_for_another_api_is_refused() {
    assertProblem(
        quiet("quiet").manifest("api", "\"[2.0,3.0)\"").build(), Kind.API, "[2.0.0,3.0.0)");
  }

  @Test
  void a_class_that_uses_the_malls_own_classes_is_refused() {
    var jar =
        quiet("quiet")
            .source(
                """
                package quiet;
                public class Nosy {
                  Object peek() { return io.wanpu.kernel.shared.Json.mapper(); }
                }
                """)
            .build();
    assertThat(problems(jar))
        .anySatisfy(
            problem ->
                assertThat(problem.detail())
                    .contains("quiet.Nosy refers to io.wanpu.kernel.shared.Json"));
  }

  @Test
  void a_class_that_uses_what_the_jdk_keeps_to_itself_is_refused() {
    var uses =
        ClassFile.of()
            .build(
                ClassDesc.of("quiet.Internal"),
                c ->
                    c.withMethodBody(
                        "f",
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_STATIC,
                        code ->
                            code.invokestatic(
                                    ClassDesc.of("jdk.internal.misc.Unsafe"),
                                    "getUnsafe",
                                    MethodTypeDesc.of(ClassDesc.of("jdk.internal.misc.Unsafe")))
                                .pop()
                                .return_()));
    assertThat(problems(quiet("quiet").entry("quiet/Internal.class", uses).build()))
        .anySatisfy(problem -> assertThat(problem.detail()).contains("jdk.internal.misc.Unsafe"));
  }

  @Test
  void a_call_of_an_api_method_that_is_not_there_is_refused() {
    var calls =
        ClassFile.of()
            .build(
                ClassDesc.of("quiet.Modern"),
                c ->
                    c.withMethodBody(
                        "f",
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_STATIC,
                        code ->
                            code.invokestatic(
                                    ClassDesc.of("io.wanpu.api.id.TenantId"),
                                    "inventedLater",
                                    ConstantDescs.MTD_void)
                                .return_()));
    assertProblem(
        quiet("quiet").entry("quiet/Modern.class", calls).build(),
        Kind.LINK,
        "quiet.Modern refers to io.wanpu.api.id.TenantId.inventedLater");
  }

  @Test
  void a_jar_that_brings_classes_of_the_mall_is_refused() {
    var jar = new LinkedHashMap<String, byte[]>();
    jar.put(
        "io/wanpu/api/id/TenantId.class",
        ClassFile.of().build(ClassDesc.of("io.wanpu.api.id.TenantId"), c -> {}));
    var test = quiet("quiet");
    jar.forEach(test::entry);
    assertProblem(test.build(), Kind.LINK, "leave it out of the jar");
  }

  @Test
  void a_required_plugin_must_be_there_in_a_version_that_fits() {
    var needs = quiet("needs").manifest("requires", "[{id: base, version: \"[1.0,2.0)\"}]").build();
    assertProblem(needs, Kind.REQUIREMENT, "base", "not installed");
    var base = sound(quiet("base").build());
    assertThat(problems(needs, Optional.empty(), Map.of("base", base))).isEmpty();
    var newer = sound(quiet("base").manifest("version", "\"2.1.0\"").build());
    assertThat(problems(needs, Optional.empty(), Map.of("base", newer)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("installed is 2.1.0"));
  }

  @Test
  void an_upgrade_that_a_dependent_cannot_follow_is_refused() {
    var base = sound(quiet("base").build());
    var needs = quiet("needs").manifest("requires", "[{id: base, version: \"[1.0,2.0)\"}]").build();
    if (!(verify.verify(needs, Optional.empty(), Map.of("base", base))
        instanceof Verify.Outcome.Sound(var dependent))) {
      throw new AssertionError();
    }
    assertThat(
            problems(
                quiet("base").manifest("version", "\"2.0.0\"").build(),
                Optional.empty(),
                Map.of("base", base, "needs", dependent)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.DEPENDENT));
  }

  @Test
  void only_exported_packages_of_a_required_plugin_are_seen() {
    var baseJar =
        TestJar.of("base", "1.0.0")
            .manifest("exports", "[base.open]")
            .source(
                """
                package base;
                public class Base implements io.wanpu.api.plugin.MallPlugin {
                  @Override public void contribute(
                      io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {}
                }
                """)
            .source(
                "package base.open; public class Door { public static int knock() { return 1; } }")
            .source(
                "package base.shut; public class Safe { public static int open() { return 1; } }")
            .build();
    var base = Map.of("base", sound(baseJar));
    assertThat(problems(visitor(baseJar, "base.open.Door.knock()"), Optional.empty(), base))
        .isEmpty();
    assertThat(problems(visitor(baseJar, "base.shut.Safe.open()"), Optional.empty(), base))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.detail()).contains("base.shut.Safe"));
  }

  private static byte[] visitor(byte[] base, String call) {
    return TestJar.of("visitor", "1.0.0")
        .manifest("requires", "[{id: base, version: \"[1.0,2.0)\"}]")
        .compileAgainst(base)
        .source(
            """
            package visitor;
            public class Visitor implements io.wanpu.api.plugin.MallPlugin {
              @Override public void contribute(
                  io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {
                int seen = CALL;
              }
            }
            """
                .replace("CALL", call))
        .build();
  }

  @Test
  void messages_stand_in_both_languages_under_the_plugins_own_name() {
    assertProblem(
        quiet("quiet").entry("messages_en.properties", "quiet.a=a\n").build(),
        Kind.MESSAGES,
        "quiet.a");
    assertProblem(
        quiet("quiet").message("order.paid", "改写", "changed").build(), Kind.MESSAGES, "order.paid");
    assertThat(problems(quiet("quiet").message("error.quiet.full", "满了", "It is full").build()))
        .isEmpty();
  }
}
