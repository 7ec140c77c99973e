package io.wanpu.kernel.signup;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.ManageStaff;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.Roles;
import io.wanpu.kernel.staff.StaffStore;
import io.wanpu.kernel.tenant.NewTenant;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A merchant opens a shop: who holds the phone may, and becomes its owner. She signs in with the
 * number from then on.
 */
public final class OpenShop {
  private static final String PURPOSE = "register";
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");

  private final Tenants tenants;
  private final Roles roles;
  private final ManageStaff staff;
  private final StaffStore logins;
  private final PhoneCodes codes;

  public OpenShop(
      Tenants tenants, Roles roles, ManageStaff staff, StaffStore logins, PhoneCodes codes) {
    this.tenants = tenants;
    this.roles = roles;
    this.staff = staff;
    this.logins = logins;
    this.codes = codes;
  }

  /**
   * What she fills in.
   *
   * @param phone mainland mobile number, eleven digits
   * @param code from the text message
   * @param shop name of the shop
   * @param address name of the shop in addresses
   * @param name her own
   * @param language of the shop, {@code zh-CN} or {@code en}
   * @param ownerRole name of the role that may do everything
   * @param network address that she comes from
   */
  public record Wish(
      String phone,
      String code,
      String shop,
      String address,
      String name,
      String password,
      String language,
      String ownerRole,
      Optional<String> network) {
    @Override
    public String toString() {
      return "Wish[" + address + "]";
    }
  }

  /** The new shop and its owner. */
  public record Opened(Tenant shop, StaffId owner) {}

  /** Sends a code. @throws MallException 422 naming {@code phone} */
  public PhoneCodes.Sending sendCode(String phone) {
    return codes.send(mobile(phone), PURPOSE);
  }

  /**
   * Opens the shop.
   *
   * @throws MallException 422 naming the fields; nothing has happened then, and the code still
   *     works unless it is what was wrong
   */
  public Opened open(Wish wish) {
    var phone = mobile(wish.phone());
    var shop = new NewTenant(wish.address(), wish.shop(), "Asia/Shanghai", "CNY", wish.language());
    var owner = new NewStaff(wish.phone().strip(), wish.name(), wish.password(), List.of());
    check(shop, owner);
    if (!codes.take(phone, PURPOSE, wish.code().strip())) {
      throw MallException.invalid("sms", "signup.code_wrong");
    }
    var actor = new Actor("system", wish.name().strip(), wish.network());
    return switch (tenants.open(actor, shop)) {
      case Tenants.Opening.CodeTaken taken ->
          throw MallException.invalid("code", "tenant.code_taken");
      case Tenants.Opening.Opened opened ->
          new Opened(opened.shop(), hire(opened.shop(), owner, actor, wish.ownerRole()));
    };
  }

  private StaffId hire(Tenant shop, NewStaff owner, Actor actor, String roleName) {
    var by = Granter.unlimited(actor);
    try {
      return CurrentTenant.call(
          shop.id(),
          () -> {
            var role = roles.add(by, roleName, Set.of(Permissions.ALL));
            return staff.hire(
                by, new NewStaff(owner.login(), owner.name(), owner.password(), List.of(role)));
          });
    } catch (MallException beaten) {
      // somebody took the login meanwhile: a shop without an owner is nobody's
      tenants.changeStatus(actor, shop.id(), Tenant.Status.CLOSED);
      throw beaten;
    }
  }

  /** Everything that can be said before the code is used up. */
  private void check(NewTenant shop, NewStaff owner) {
    var wrong = new ArrayList<FieldError>();
    try {
      var tidy = shop.checked();
      if (tenants.byCode(tidy.code()).isPresent()) {
        wrong.addAll(MallException.invalid("code", "tenant.code_taken").fields());
      }
    } catch (MallException e) {
      wrong.addAll(
          e.fields().stream()
              .map(f -> f.field().equals("name") ? new FieldError("shop", f.message()) : f)
              .toList());
    }
    try {
      var tidy = owner.checked();
      if (logins.byLogin(tidy.login()).isPresent()) {
        wrong.addAll(MallException.invalid("phone", "signup.phone_taken").fields());
      }
    } catch (MallException e) {
      wrong.addAll(e.fields());
    }
    if (!wrong.isEmpty()) {
      throw MallException.invalid(wrong);
    }
  }

  private static String mobile(String phone) {
    var number = phone.strip();
    if (!MOBILE.matcher(number).matches()) {
      throw MallException.invalid("phone", "signup.bad_phone");
    }
    return "+86" + number;
  }
}
