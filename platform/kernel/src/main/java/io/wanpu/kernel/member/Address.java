package io.wanpu.kernel.member;

import io.wanpu.kernel.shared.Fields;
import java.util.regex.Pattern;

/**
 * Where a parcel goes.
 *
 * @param id decimal id, empty for one that is not saved
 * @param name recipient
 * @param detail street, house, door
 * @param preferred offered first
 */
public record Address(
    String id,
    String name,
    String phone,
    String province,
    String city,
    String district,
    String detail,
    boolean preferred) {
  private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d -]{4,18}");

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public Address checked() {
    var fields = new Fields();
    var number = fields.line("phone", phone, 1, 20);
    if (!number.isEmpty() && !PHONE.matcher(number).matches()) {
      fields.error("phone", "member.bad_phone");
    }
    var tidy =
        new Address(
            id,
            fields.line("name", name, 1, 40),
            number,
            fields.line("province", province, 1, 40),
            fields.line("city", city, 1, 40),
            fields.line("district", district, 0, 40),
            fields.line("detail", detail, 1, 160),
            preferred);
    fields.orThrow();
    return tidy;
  }
}
