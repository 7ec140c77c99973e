package io.wanpu.runtime.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a plugin says of itself.
 *
 * @param api versions of the plugin API that it works with
 * @param main name of its {@link io.wanpu.api.plugin.MallPlugin}
 * @param exports packages that plugins which require it may use
 * @param uses what of the mall it uses; the operator sees them before installing
 * @param grants permissions that it adds for the roles of staff
 * @param miniprogram folder of its mini-program subpackage
 */
public record Manifest(
    String id,
    Version version,
    Words name,
    Words description,
    VersionRange api,
    String main,
    List<Requirement> requires,
    Set<String> exports,
    Set<Use> uses,
    List<Grant> grants,
    Optional<String> miniprogram) {

  /** Where it lies in the jar. */
  public static final String FILE = "plugin.yaml";

  public Manifest {
    requires = List.copyOf(requires);
    exports = Set.copyOf(exports);
    uses = Set.copyOf(uses);
    grants = List.copyOf(grants);
  }

  /** Words in both languages of the interface. */
  public record Words(String zh, String en) {
    public String in(Locale language) {
      return language.getLanguage().equals("en") ? en : zh;
    }
  }

  /**
   * Another plugin that it needs.
   *
   * @param optional it works without, too
   */
  public record Requirement(String plugin, VersionRange versions, boolean optional) {}

  /** A permission for staff, named {@code <plugin>.<what>}. */
  public record Grant(String permission, Words text) {}

  /** Name of its database schema and database user. */
  public String schema() {
    return "p_" + id.replace('-', '_');
  }

  /** Id and version, for messages. */
  public String label() {
    return id + " " + version;
  }
}
