package io.wanpu.runtime.admin;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.admin.AdminHandler;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.admin.Section;
import io.wanpu.api.kit.FormHandler;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.Listing;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.route.PathTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the pages and menu entries that a plugin declares. */
public final class DeclaredPages implements AdminPages {
  private final String plugin;
  private final Set<String> granted;
  private final Forms forms;
  private final PathTable<PageDeclaration> table = new PathTable<>();
  private final List<MenuEntry> menu = new ArrayList<>();

  /**
   * @param granted permissions that the manifest grants
   */
  public DeclaredPages(String plugin, Set<String> granted, Forms forms) {
    this.plugin = plugin;
    this.granted = granted;
    this.forms = forms;
  }

  /** Derives forms of the plugin's records. */
  @FunctionalInterface
  public interface Forms {
    <R extends Record> FormModel<R> of(Class<R> type);
  }

  /**
   * A page or an action.
   *
   * @param permission who may
   * @param form the form of a form page
   */
  public record PageDeclaration(
      String permission, AdminHandler handler, Optional<DeclaredForm<?>> form) {}

  /** A form and who opens and saves it. */
  public record DeclaredForm<R extends Record>(FormModel<R> model, FormHandler<R> handler) {}

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
    table.add("GET", path, new PageDeclaration(checked(permission), handler, Optional.empty()));
  }

  @Override
  public void action(String path, String permission, AdminHandler handler) {
    table.add("POST", path, new PageDeclaration(checked(permission), handler, Optional.empty()));
  }

  @Override
  public void list(String path, String permission, Listing listing) {
    page(
        path,
        permission,
        call -> new AdminAnswer.Listed(listing.page(ListQuery.read(listing.shape(), call.form()))));
  }

  @Override
  public <R extends Record> void form(
      String path, String permission, Class<R> type, FormHandler<R> handler) {
    AdminHandler none =
        call -> {
          throw new IllegalStateException("a form page is opened and saved as a form");
        };
    var form = Optional.<DeclaredForm<?>>of(new DeclaredForm<>(forms.of(type), handler));
    table.add("GET", path, new PageDeclaration(checked(permission), none, form));
    table.add("POST", path, new PageDeclaration(checked(permission), none, form));
  }

  private String checked(String permission) {
    if (!granted.contains(permission)) {
      throw new IllegalStateException(
          "the manifest does not grant the permission '" + permission + "'");
    }
    return permission;
  }
}
