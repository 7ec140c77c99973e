package io.wanpu.kernel.audit;

import io.wanpu.api.id.StaffId;
import java.util.Optional;

/**
 * Who does something.
 *
 * @param key {@code staff:<id>}, {@code operator:<login>} or {@code system}
 * @param name name as it is at that time
 * @param address network address, if there is one
 */
public record Actor(String key, String name, Optional<String> address) {
  /** Somebody of the shop. */
  public static Actor staff(StaffId id, String name, Optional<String> address) {
    return new Actor("staff:" + id, name, address);
  }

  /** Who runs the platform. */
  public static Actor operator(String login, Optional<String> address) {
    return new Actor("operator:" + login, login, address);
  }

  /** The mall itself. */
  public static Actor system() {
    return new Actor("system", "system", Optional.empty());
  }
}
