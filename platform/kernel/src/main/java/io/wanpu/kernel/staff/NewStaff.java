package io.wanpu.kernel.staff;

import io.wanpu.kernel.shared.Fields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody to be hired.
 *
 * @param login 3..60 of {@code a-z 0-9 . _ @ -}
 * @param password 8..128 characters
 */
public record NewStaff(String login, String name, String password, List<RoleId> roles) {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{2,59}");

  public NewStaff {
    roles = List.copyOf(roles);
  }

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public NewStaff checked() {
    var fields = new Fields();
    var tidyLogin = login.strip().toLowerCase(Locale.ROOT);
    if (!LOGIN.matcher(tidyLogin).matches()) {
      fields.error("login", "staff.bad_login");
    }
    var tidyName = fields.line("name", name, 1, 60);
    checkPassword(fields, "password", password, tidyLogin);
    fields.orThrow();
    return new NewStaff(tidyLogin, tidyName, password, roles);
  }

  static void checkPassword(Fields fields, String field, String password, String login) {
    if (password.length() < 8 || password.length() > 128) {
      fields.error(field, "staff.password_length");
    } else if (password.equalsIgnoreCase(login) || password.chars().distinct().count() < 4) {
      fields.error(field, "staff.password_too_simple");
    }
  }

  @Override
  public String toString() {
    return "NewStaff[" + login + "]";
  }
}
