package io.wanpu.admin.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/** The menu by task. Sections without a page that the reader may open are left out. */
public final class Menu {
  /**
   * A page in the menu.
   *
   * @param section position of the task in the menu, see {@link Task}
   * @param title key of the bundles
   * @param permission who sees it
   */
  public record Entry(Task section, String title, String path, String icon, String permission) {}

  /** Tasks in the order of the menu. */
  public enum Task {
    HOME,
    ORDERS,
    PRODUCTS,
    MEMBERS,
    MARKETING,
    STOREFRONT,
    LIVE,
    DATA,
    SETTINGS;

    private final String title = "menu.task." + name().toLowerCase(Locale.ROOT);
  }

  /** Brings entries for the shop of the call. */
  @FunctionalInterface
  public interface Source {
    List<Entry> entries();
  }

  /** A page as the template shows it. */
  public record Item(String title, String path, String icon, boolean current) {}

  /** A task with its pages. */
  public record Section(String title, String icon, boolean current, List<Item> items) {}

  private static final List<Entry> KERNEL =
      List.of(
          new Entry(Task.HOME, "menu.home", "/", "home", ""),
          new Entry(Task.ORDERS, "menu.orders", "/orders", "clipboard-list", "order.read"),
          new Entry(Task.PRODUCTS, "menu.products", "/products", "package", "product.read"),
          new Entry(Task.PRODUCTS, "menu.inventory", "/inventory", "packages", "product.read"),
          new Entry(Task.PRODUCTS, "menu.categories", "/categories", "category", "product.read"),
          new Entry(Task.PRODUCTS, "menu.brands", "/brands", "tag", "product.read"),
          new Entry(Task.PRODUCTS, "menu.pictures", "/pictures", "photo", "product.read"),
          new Entry(Task.MARKETING, "menu.activities", "/activities", "speakerphone", ""),
          new Entry(Task.MARKETING, "menu.plugins", "/plugins", "apps", "plugin.manage"),
          new Entry(Task.MEMBERS, "menu.members", "/members", "heart", "member.read"),
          new Entry(Task.STOREFRONT, "menu.pages", "/pages", "layout", "page.edit"),
          new Entry(Task.STOREFRONT, "menu.look", "/look", "palette", "settings.edit"),
          new Entry(Task.STOREFRONT, "menu.publish", "/publish", "upload", "storefront.publish"),
          new Entry(Task.SETTINGS, "menu.settings", "/settings", "settings", "settings.edit"),
          new Entry(Task.SETTINGS, "menu.staff", "/staff", "users", "staff.manage"),
          new Entry(Task.SETTINGS, "menu.roles", "/roles", "shield-lock", "staff.manage"),
          new Entry(Task.SETTINGS, "menu.audit", "/audit", "history", "audit.read"),
          new Entry(Task.SETTINGS, "menu.deliveries", "/deliveries", "broadcast", "event.retry"));

  private static final List<Entry> OPERATOR =
      List.of(
          new Entry(Task.HOME, "menu.operator.shops", "/operator/shops", "building-store", ""),
          new Entry(Task.PRODUCTS, "menu.operator.plugins", "/operator", "puzzle", ""),
          new Entry(
              Task.DATA, "menu.operator.health", "/operator/health", "heart-rate-monitor", ""),
          new Entry(Task.DATA, "menu.operator.system", "/operator/system", "stack-2", ""));

  private final Source plugins;

  /**
   * @param plugins entries of the plugins that the shop of the call has switched on
   */
  public Menu(Source plugins) {
    this.plugins = plugins;
  }

  List<Section> of(Visit visit) {
    if (visit.signedIn().isEmpty()) {
      return visit.operator() ? sections(OPERATOR, visit) : List.of();
    }
    var entries = new ArrayList<>(KERNEL);
    entries.addAll(plugins.entries());
    return sections(entries, visit);
  }

  private static List<Section> sections(List<Entry> entries, Visit visit) {
    var path = visit.path();
    var current = "";
    for (var entry : entries) {
      if (covers(entry.path(), path) && entry.path().length() > current.length()) {
        current = entry.path();
      }
    }
    var items = new EnumMap<Task, List<Item>>(Task.class);
    for (var entry : entries) {
      if (visit.may(entry.permission())) {
        items
            .computeIfAbsent(entry.section(), task -> new ArrayList<>())
            .add(
                new Item(
                    visit.phrases().say(entry.title()),
                    entry.path(),
                    entry.icon(),
                    entry.path().equals(current)));
      }
    }
    var sections = new ArrayList<Section>();
    items.forEach(
        (task, pages) ->
            sections.add(
                new Section(
                    visit.phrases().say(task.title),
                    pages.getFirst().icon(),
                    pages.stream().anyMatch(Item::current),
                    List.copyOf(pages))));
    return sections;
  }

  private static boolean covers(String entry, String path) {
    return entry.equals(path) || (!entry.equals("/") && path.startsWith(entry + "/"));
  }
}
