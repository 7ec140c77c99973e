package io.wanpu.admin.staff;

import io.wanpu.admin.text.Phrases;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.ShopPlugins;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Permissions as people read them: in groups, plugins' under the plugin's name. */
final class Matrix {
  private static final Map<String, List<String>> KERNEL_GROUPS =
      Map.of(
          "order", List.of("order"),
          "product", List.of("product", "stock"),
          "member", List.of("member"),
          "shop", List.of());
  private static final List<String> ORDER = List.of("order", "product", "member", "shop");

  private Matrix() {}

  /** A permission. @param has whether it is ticked */
  record Right(String name, String label, boolean has) {}

  /** Permissions that belong together. */
  record Group(String title, List<Right> rights) {}

  /**
   * All permissions that the shop can give.
   *
   * @param held those that are ticked; unknown ones among them are shown too, so that a role does
   *     not lose them when its plugin is away
   */
  static List<Group> of(Mall mall, Phrases phrases, Set<String> held) {
    var known = new LinkedHashSet<String>();
    var groups = new ArrayList<Group>();
    for (var name : ORDER) {
      var rights =
          Permissions.kernel().stream()
              .filter(permission -> group(permission).equals(name))
              .map(
                  permission ->
                      new Right(
                          permission,
                          phrases.text(Permissions.text(permission)),
                          held.contains(permission)))
              .toList();
      rights.forEach(right -> known.add(right.name()));
      if (!rights.isEmpty()) {
        groups.add(new Group(phrases.words("role.group." + name), rights));
      }
    }
    var language = phrases.language().locale();
    for (var offer : mall.plugins().shops().offers()) {
      var rights =
          offer.manifest().grants().stream()
              .map(
                  grant ->
                      new Right(
                          grant.permission(),
                          grant.text().in(language),
                          held.contains(grant.permission())))
              .toList();
      rights.forEach(right -> known.add(right.name()));
      if (!rights.isEmpty()) {
        groups.add(new Group(offer.manifest().name().in(language), rights));
      }
    }
    var others =
        held.stream()
            .filter(name -> !name.equals(Permissions.ALL) && !known.contains(name))
            .sorted()
            .map(name -> new Right(name, name, true))
            .toList();
    if (!others.isEmpty()) {
      groups.add(new Group(phrases.words("role.group.away"), others));
    }
    return groups;
  }

  /** Everything that can be given. */
  static Set<String> all(Mall mall) {
    return Stream.concat(
            Permissions.kernel().stream(),
            mall.plugins().shops().offers().stream()
                .map(ShopPlugins.Offer::manifest)
                .flatMap(plugin -> plugin.grants().stream().map(grant -> grant.permission())))
        .collect(Collectors.toSet());
  }

  private static String group(String permission) {
    var area = permission.substring(0, permission.indexOf('.'));
    return KERNEL_GROUPS.entrySet().stream()
        .filter(group -> group.getValue().contains(area))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("shop");
  }
}
