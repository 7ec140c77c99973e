package io.wanpu.api.admin;

/** Answers staff. */
@FunctionalInterface
public interface AdminHandler {
  /**
   * Runs on the request's thread with the shop bound, under the plugin's deadline.
   *
   * @throws Exception a fault of the plugin; the reader sees a page that says so
   */
  AdminAnswer handle(AdminCall call) throws Exception;
}
