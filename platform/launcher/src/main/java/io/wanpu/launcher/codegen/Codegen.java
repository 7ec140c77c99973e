package io.wanpu.launcher.codegen;

import io.wanpu.launcher.Folders;
import io.wanpu.launcher.FreePort;
import io.wanpu.launcher.LauncherException;
import io.wanpu.launcher.MariaDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Turns a folder of migrations into jOOQ classes.
 *
 * <p>A throw-away MariaDB is migrated by Flyway and read by jOOQ's generator, so that the classes
 * are those of the real database. Nothing happens while the migrations are the ones of the last
 * run, or if there are none yet.
 *
 * <p>Arguments: the folder of migrations, the folder for the sources, their Java package, the
 * schema, and {@code qualified} (the schema's name is part of every table name: plugins) or {@code
 * unqualified} (the connection's schema: the kernel).
 */
public final class Codegen {
  /** Part of the fingerprint: raise it when the settings below change. */
  private static final String GENERATOR = "1";

  private final Path migrations;
  private final Path target;
  private final String javaPackage;
  private final String schema;
  private final boolean qualified;

  Codegen(Path migrations, Path target, String javaPackage, String schema, boolean qualified) {
    this.migrations = migrations.toAbsolutePath();
    this.target = target.toAbsolutePath();
    this.javaPackage = javaPackage;
    this.schema = schema;
    this.qualified = qualified;
  }

  /** See the class. */
  public static void main(String... arguments) throws Exception {
    if (arguments.length != 5 || !List.of("qualified", "unqualified").contains(arguments[4])) {
      throw new LauncherException(
          "Usage: Codegen MIGRATIONS TARGET PACKAGE SCHEMA qualified|unqualified");
    }
    new Codegen(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            arguments[2],
            arguments[3],
            arguments[4].equals("qualified"))
        .run();
  }

  void run() throws Exception {
    Path stamp = target.resolveSibling(target.getFileName() + ".sha256");
    String fingerprint = fingerprint();
    if (Files.isDirectory(target)
        && Files.exists(stamp)
        && Files.readString(stamp).equals(fingerprint)) {
      return;
    }
    Files.deleteIfExists(stamp);
    Folders.deleteTree(target);
    Files.createDirectories(target);
    if (!migrationFiles().isEmpty()) {
      generate(target.resolveSibling(target.getFileName() + ".mariadb"));
    }
    Files.writeString(stamp, fingerprint);
  }

  private void generate(Path scratch) throws Exception {
    MariaDb.Credentials owner = new MariaDb.Credentials("codegen", "codegen");
    MariaDb leftOver = new MariaDb(scratch, 0, "64M", owner, List.of());
    leftOver.daemon().kill();
    Folders.deleteTree(scratch);
    MariaDb database =
        new MariaDb(
            scratch,
            FreePort.any(),
            "64M",
            owner,
            List.of("CREATE DATABASE `" + schema + "` CHARACTER SET utf8mb4"));
    Thread onAbort = new Thread(database.daemon()::kill);
    Runtime.getRuntime().addShutdownHook(onAbort);
    try {
      database.ensureRunning();
      Flyway.configure()
          .dataSource(database.url(schema), owner.user(), owner.password())
          .locations("filesystem:" + migrations)
          .table("flyway_history")
          .load()
          .migrate();
      GenerationTool.generate(configuration(database, owner));
    } finally {
      database.daemon().kill();
      Runtime.getRuntime().removeShutdownHook(onAbort);
    }
    Folders.deleteTree(scratch);
  }

  private Configuration configuration(MariaDb database, MariaDb.Credentials owner) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(
            new Jdbc()
                .withDriver("org.mariadb.jdbc.Driver")
                .withUrl(database.url(schema))
                .withUser(owner.user())
                .withPassword(owner.password()))
        .withGenerator(
            new Generator()
                .withDatabase(
                    new Database()
                        .withName("org.jooq.meta.mariadb.MariaDBDatabase")
                        .withInputSchema(schema)
                        .withOutputSchemaToDefault(!qualified)
                        .withExcludes("flyway_.*")
                        .withForcedTypes(
                            new ForcedType()
                                .withName("BOOLEAN")
                                .withIncludeTypes("(?i:tinyint\\(1\\))"),
                            new ForcedType()
                                .withUserType("java.time.Instant")
                                .withConverter("io.wanpu.api.data.UtcInstant")
                                .withIncludeTypes("(?i:datetime.*)")))
                .withGenerate(
                    new Generate()
                        .withPojos(false)
                        .withDaos(false)
                        .withRecords(true)
                        .withComments(true)
                        .withDeprecationOnUnknownTypes(false)
                        .withGeneratedAnnotation(false)
                        .withJavaTimeTypes(true)
                        // Paths join without saying so; every join in this house is written out.
                        .withImplicitJoinPathsToOne(false)
                        .withImplicitJoinPathsToMany(false))
                .withTarget(
                    new Target().withPackageName(javaPackage).withDirectory(target.toString())));
  }

  private List<Path> migrationFiles() throws IOException {
    if (!Files.isDirectory(migrations)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(migrations)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private String fingerprint() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          String.join("\n", GENERATOR, javaPackage, schema, "" + qualified)
              .getBytes(StandardCharsets.UTF_8));
      for (Path file : migrationFiles()) {
        digest.update(migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
