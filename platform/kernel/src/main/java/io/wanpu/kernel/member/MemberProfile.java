package io.wanpu.kernel.member;

import io.wanpu.kernel.shared.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a member says of herself.
 *
 * @param phone a mainland mobile number or E.164
 * @param language {@code zh-CN} or {@code en}
 */
public record MemberProfile(String nickname, Optional<String> phone, Optional<String> language) {
  private static final Pattern MAINLAND = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public MemberProfile checked() {
    var fields = new Fields();
    var name = fields.line("nickname", nickname, 1, 60);
    var number = phone.filter(p -> !p.isBlank()).map(p -> phone(fields, "phone", p));
    if (language.isPresent() && !language.get().equals("zh-CN") && !language.get().equals("en")) {
      fields.error("language", "member.bad_language");
    }
    fields.orThrow();
    return new MemberProfile(name, number, language);
  }

  /** E.164 of a number as people write it. */
  static String phone(Fields fields, String field, String written) {
    var number = written.replaceAll("[\\s()-]", "");
    if (MAINLAND.matcher(number).matches()) {
      return "+86" + number;
    }
    if (!E164.matcher(number).matches()) {
      fields.error(field, "member.bad_phone");
    }
    return number;
  }
}
