package io.wanpu.api.admin;

import io.wanpu.api.kit.FormHandler;
import io.wanpu.api.kit.Listing;

/**
 * Registers pages for staff under {@code /x/<plugin>} of the admin door. Layout, menu, sign-in,
 * CSRF and permissions are the host's; the plugin brings the content. Templates are Thymeleaf, at
 * {@code templates/} of the jar.
 */
public interface AdminPages {
  /**
   * Adds a menu entry.
   *
   * @param titleKey key of the plugin's message bundle
   * @param path path of one of its pages
   * @param icon name of a Tabler icon, e.g. {@code bolt}
   * @param permission who sees it; one that the manifest grants
   */
  void menu(Section section, String titleKey, String path, String icon, String permission);

  /** A page. The path may have variables: {@code /activities/{id}}. */
  void page(String path, String permission, AdminHandler handler);

  /** A button or form on a page: POST. */
  void action(String path, String permission, AdminHandler handler);

  /** A list page, made of the list kit. See {@link io.wanpu.api.kit}. */
  void list(String path, String permission, Listing listing);

  /**
   * A form page, made of the form kit: {@code GET} opens it, {@code POST} saves it.
   *
   * @param type its components are the fields
   */
  <R extends Record> void form(
      String path, String permission, Class<R> type, FormHandler<R> handler);
}
