package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Prepared;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;

/** jOOQ as every door uses it. */
final class Jooq {
  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private final Configuration configuration;
  private final TableRules rules;
  private final Map<Prepared<?>, Rendered> rendered = new ConcurrentHashMap<>();
  private final Map<BulkInsert.Into, String> heads = new ConcurrentHashMap<>();

  private Jooq(Configuration configuration, TableRules rules) {
    this.configuration = configuration;
    this.rules = rules;
  }

  static Jooq open() {
    return new Jooq(configuration(), TableRules.none());
  }

  static Jooq confined(Optional<String> schema) {
    var rules = TableRules.of(schema);
    var configuration = configuration();
    configuration.set(() -> new Confinement(rules));
    configuration.set(Confinement.refusingLateValues());
    return new Jooq(configuration, rules);
  }

  private static Configuration configuration() {
    // caches of reflection would keep a plugin's classes alive after it has been unloaded
    var settings =
        new Settings()
            .withExecuteLogging(false)
            .withReflectionCaching(false)
            .withCacheRecordMappers(false)
            .withInListPadding(true)
            .withReturnIdentityOnUpdatableRecord(false);
    return new DefaultConfiguration().set(SQLDialect.MARIADB).set(settings);
  }

  DSLContext on(Connection connection) {
    return DSL.using(configuration.derive(new DefaultConnectionProvider(connection)));
  }

  /** Writes SQL and sends none. */
  DSLContext unconnected() {
    return DSL.using(configuration);
  }

  Rendered rendered(Prepared<?> statement) {
    return rendered.computeIfAbsent(statement, prepared -> Rendered.of(unconnected(), prepared));
  }

  /** The SQL of an insert before its values: written and judged once. */
  String head(BulkInsert.Into into) {
    return heads.computeIfAbsent(into, to -> to.head(unconnected(), rules));
  }
}
