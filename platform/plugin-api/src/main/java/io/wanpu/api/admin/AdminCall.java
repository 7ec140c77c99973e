package io.wanpu.api.admin;

import io.wanpu.api.id.StaffId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of staff.
 *
 * @param staff who; empty when support is signed in for the shop
 * @param path variables of the path, decoded
 * @param form parameters of the address and the form
 */
public record AdminCall(
    Optional<StaffId> staff,
    Map<String, String> path,
    Map<String, List<String>> form,
    Locale language) {

  /** First value of a parameter. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(form.get(name))
        .filter(values -> !values.isEmpty())
        .map(List::getFirst);
  }
}
