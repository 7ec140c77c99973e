package io.wanpu.runtime.admin;

import io.wanpu.api.admin.AdminHandler;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.admin.Section;
import io.wanpu.runtime.route.PathTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the pages and menu entries that a plugin declares. */
public final class DeclaredPages implements AdminPages {
  private final String plugin;
  private final Set<String> granted;
  private final PathTable<PageDeclaration> table = new PathTable<>();
  private final List<MenuEntry> menu = new ArrayList<>();

  /**
   * @param granted permissions that the manifest grants
   */
  public DeclaredPages(String plugin, Set<String> granted) {
    this.plugin = plugin;
    this.granted = granted;
  }

  /** A page or an action. @param permission who may */
  public record PageDeclaration(String permission, AdminHandler handler) {}

  public PathTable<PageDeclaration> table() {
    return table;
  }

  public List<MenuEntry> menu() {
    return List.copyOf(menu);
  }

  @Override
  public void menu(Section section, String titleKey, String path, String icon, String permission) {
    menu.add(new MenuEntry(plugin, section, titleKey, path, icon, checked(permission)));
  }

  @Override
  public void page(String path, String permission, AdminHandler handler) {
    table.add("GET", path, new PageDeclaration(checked(permission), handler));
  }

  @Override
  public void action(String path, String permission, AdminHandler handler) {
    table.add("POST", path, new PageDeclaration(checked(permission), handler));
  }

  private String checked(String permission) {
    if (!granted.contains(permission)) {
      throw new IllegalStateException(
          "the manifest does not grant the permission '" + permission + "'");
    }
    return permission;
  }
}
