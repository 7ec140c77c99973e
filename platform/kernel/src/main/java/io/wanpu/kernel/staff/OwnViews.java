package io.wanpu.kernel.staff;

import io.wanpu.api.id.StaffId;

/**
 * Views of lists that staff save for themselves: a name and the address that makes the list look
 * so. Nobody else sees them.
 */
public interface OwnViews {
  /** Most views of one list. */
  int MOST = 10;

  /**
   * A view.
   *
   * @param id tells it from others of the list
   * @param name 1..20 characters
   * @param address of the list as it is then, with the path of the list
   */
  record View(String id, String name, String address) {}

  /**
   * Saves one more view.
   *
   * @param path of the list
   * @throws io.wanpu.api.error.MallException 422 naming {@code name} or {@code address}; 409 {@code
   *     staff.too_many_views}; 404 {@code staff.unknown}
   */
  View save(StaffId who, String path, String name, String address);

  /** Gives a view another name. @throws io.wanpu.api.error.MallException 422, 404 */
  View rename(StaffId who, String path, String id, String name);

  /** Removes a view; nothing happens when there is none. */
  void remove(StaffId who, String path, String id);
}
