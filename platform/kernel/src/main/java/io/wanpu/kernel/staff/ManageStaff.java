package io.wanpu.kernel.staff;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Hires and dismisses staff of the calling shop and gives them roles.
 *
 * <p>Nobody gives away what she does not hold, nor changes a colleague who holds more than she
 * does; and a shop always keeps somebody who holds everything.
 */
public final class ManageStaff {
  private final TenantDb db;
  private final StaffStore staff;
  private final Passwords passwords;
  private final AuditLog audit;
  private final IdSource ids;
  private final MallClock clock;
  private final IntSupplier most;

  /**
   * @param most how many staff the shop of the call may have
   */
  public ManageStaff(
      TenantDb db,
      StaffStore staff,
      Passwords passwords,
      AuditLog audit,
      IdSource ids,
      MallClock clock,
      IntSupplier most) {
    this.db = db;
    this.staff = staff;
    this.passwords = passwords;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.most = most;
  }

  /** All staff of the shop, by name. */
  public List<Staff> list() {
    return staff.list();
  }

  /** One of them. */
  public Optional<Staff> find(StaffId id) {
    return staff.find(id);
  }

  /**
   * Hires somebody.
   *
   * @throws MallException 422 naming the fields, also when the login is taken; 403 {@code
   *     staff.not_yours_to_give}; 409 {@code staff.too_many} when the plan is used up
   */
  public StaffId hire(Granter by, NewStaff wanted) {
    var checked = wanted.checked();
    var hash = passwords.hash(checked.password());
    var id = new StaffId(ids.next());
    return db.transaction(
        tx -> {
          staff.lock(tx);
          haveRoom();
          if (!staff.insert(tx, id, checked, hash, clock.instant())) {
            throw MallException.invalid("login", "staff.login_taken");
          }
          give(tx, by, id, checked.roles());
          audit.record(
              tx,
              by.actor(),
              "staff.hired",
              "staff:" + id,
              null,
              Map.of(
                  "login",
                  checked.login(),
                  "name",
                  checked.name(),
                  "roles",
                  staff.namesOf(tx, checked.roles())));
          return id;
        });
  }

  /**
   * Gives exactly these roles.
   *
   * @throws MallException 404 {@code staff.unknown}; 403 {@code staff.not_yours_to_give}, {@code
   *     staff.outranks_you}; 409 {@code staff.last_owner}
   */
  public void assign(Granter by, StaffId id, List<RoleId> wanted) {
    db.transaction(
        tx -> {
          staff.lock(tx);
          var before = changeable(tx, by, id);
          give(tx, by, id, wanted);
          keepAnOwner(tx);
          audit.record(
              tx,
              by.actor(),
              "staff.roles_changed",
              "staff:" + id,
              Map.of("roles", staff.namesOf(tx, before.roles())),
              Map.of("roles", staff.namesOf(tx, wanted)));
          return id;
        });
  }

  /**
   * Dismisses somebody: all sessions end at once.
   *
   * @throws MallException 404 {@code staff.unknown}; 403 {@code staff.outranks_you}; 409 {@code
   *     staff.last_owner}
   */
  public void dismiss(Granter by, StaffId id) {
    db.transaction(
        tx -> {
          staff.lock(tx);
          var before = changeable(tx, by, id);
          staff.dismiss(tx, id);
          keepAnOwner(tx);
          audit.record(
              tx,
              by.actor(),
              "staff.dismissed",
              "staff:" + id,
              Map.of("status", before.status()),
              Map.of("status", Staff.Status.DISMISSED));
          return id;
        });
  }

  private void haveRoom() {
    var active = staff.list().stream().filter(who -> who.status() == Staff.Status.ACTIVE).count();
    if (active >= most.getAsInt()) {
      throw MallException.conflict("staff.too_many");
    }
  }

  /**
   * Takes somebody back.
   *
   * @throws MallException as {@link #dismiss}, and 409 {@code staff.too_many} when the plan is used
   *     up
   */
  public void readmit(Granter by, StaffId id) {
    db.transaction(
        tx -> {
          staff.lock(tx);
          var before = changeable(tx, by, id);
          if (before.status() != Staff.Status.ACTIVE) {
            haveRoom();
          }
          staff.readmit(tx, id);
          audit.record(
              tx,
              by.actor(),
              "staff.readmitted",
              "staff:" + id,
              Map.of("status", before.status()),
              Map.of("status", Staff.Status.ACTIVE));
          return id;
        });
  }

  /**
   * Sets another's password; all her sessions end.
   *
   * @throws MallException 404 {@code staff.unknown}; 403 {@code staff.outranks_you}; 422 naming the
   *     field
   */
  public void resetPassword(Granter by, StaffId id, String password) {
    var who = staff.find(id).orElseThrow(() -> MallException.notFound("staff.unknown"));
    check(password, who.login());
    var hash = passwords.hash(password);
    db.transaction(
        tx -> {
          staff.lock(tx);
          changeable(tx, by, id);
          staff.changePassword(tx, id, hash);
          audit.record(tx, by.actor(), "staff.password_reset", "staff:" + id, null, null);
          return id;
        });
  }

  /**
   * Takes a colleague's second factor away, because her phone is lost; all her sessions end.
   *
   * @throws MallException 404 {@code staff.unknown}; 403 {@code staff.outranks_you}
   */
  public void clearFactor(Granter by, StaffId id) {
    db.transaction(
        tx -> {
          staff.lock(tx);
          changeable(tx, by, id);
          staff.changeFactor(tx, id, Optional.empty(), List.of());
          staff.endSessions(tx, id);
          audit.record(tx, by.actor(), "staff.factor_cleared", "staff:" + id, null, null);
          return id;
        });
  }

  /** Ends all sessions of a colleague. @throws MallException as {@link #clearFactor} */
  public void endSessions(Granter by, StaffId id) {
    db.transaction(
        tx -> {
          staff.lock(tx);
          changeable(tx, by, id);
          staff.endSessions(tx, id);
          audit.record(tx, by.actor(), "staff.sessions_ended", "staff:" + id, null, null);
          return id;
        });
  }

  /**
   * Changes one's own password; all other sessions end.
   *
   * @return the new epoch, for the session that goes on
   * @throws MallException 422 naming the field; 404 {@code staff.unknown}; 429 {@code
   *     login.too_many} after too many wrong guesses of the present one
   */
  public int changeOwnPassword(Actor actor, StaffId id, String present, String wanted) {
    var who = staff.credentials(id).orElseThrow(() -> MallException.notFound("staff.unknown"));
    check(wanted, who.login());
    if (present.isEmpty()) {
      throw MallException.invalid("present", "staff.password_wrong");
    }
    var now = clock.instant();
    if (!staff.beginAttempt(who, now, 5, now.plusSeconds(900))) {
      throw new MallException(ErrorKind.TOO_MANY, "login.too_many");
    }
    if (present.length() > 128 || !passwords.verify(present, who.hash())) {
      throw MallException.invalid("present", "staff.password_wrong");
    }
    staff.succeed(who, Optional.empty());
    var hash = passwords.hash(wanted);
    return db.transaction(
        tx -> {
          var epoch = staff.changePassword(tx, id, hash);
          audit.record(tx, actor, "staff.password_changed", "staff:" + id, null, null);
          return epoch;
        });
  }

  /** Her interface language. */
  public void chooseLanguage(StaffId id, Locale language) {
    staff.chooseLanguage(id, language);
  }

  private static void check(String password, String login) {
    var fields = new Fields();
    NewStaff.checkPassword(fields, "password", password, login);
    fields.orThrow();
  }

  private Staff changeable(Tx tx, Granter by, StaffId id) {
    var who = staff.find(tx, id).orElseThrow(() -> MallException.notFound("staff.unknown"));
    if (!Permissions.allowAll(by.permissions(), staff.permissions(tx, id))) {
      throw new MallException(ErrorKind.FORBIDDEN, "staff.outranks_you");
    }
    return who;
  }

  private void give(Tx tx, Granter by, StaffId id, List<RoleId> wanted) {
    var chosen = Set.copyOf(wanted);
    var given = staff.permissionsOf(tx, chosen);
    if (!Permissions.allowAll(by.permissions(), given)) {
      throw new MallException(ErrorKind.FORBIDDEN, "staff.not_yours_to_give");
    }
    if (!staff.assign(tx, id, chosen)) {
      throw MallException.invalid("roles", "staff.role_unknown");
    }
  }

  private void keepAnOwner(Tx tx) {
    if (staff.owners(tx).isEmpty()) {
      throw MallException.conflict("staff.last_owner");
    }
  }
}
