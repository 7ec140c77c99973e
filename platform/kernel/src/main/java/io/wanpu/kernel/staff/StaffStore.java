package io.wanpu.kernel.staff;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rows of staff. Sign-in crosses shops; everything else is of the calling shop. */
public interface StaffStore {
  /** Who has that login, in any shop. */
  Optional<Credentials> byLogin(String login);

  /** Her credentials, in the calling shop. */
  Optional<Credentials> credentials(StaffId id);

  /**
   * Counts an attempt before the password is looked at, so that however many come at once, only so
   * many are looked at. The last one allowed locks; a success lifts that.
   *
   * @param most attempts until it locks
   * @param until end of the lock
   * @return false when she is locked
   */
  boolean beginAttempt(Credentials who, Instant now, int most, Instant until);

  /** The password was right. @param rehashed a new hash, if the old one is outdated */
  void succeed(Credentials who, Optional<String> rehashed);

  /** All staff of the shop, by name. */
  List<Staff> list();

  /** One of them. */
  Optional<Staff> find(StaffId id);

  /** One of them, on a running transaction. */
  Optional<Staff> find(Tx tx, StaffId id);

  /** What she holds through her roles. */
  Set<String> permissions(Tx tx, StaffId id);

  /** What these roles give. */
  Set<String> permissionsOf(Tx tx, Set<RoleId> roles);

  /** What these roles are called, by name. */
  List<String> namesOf(Tx tx, Collection<RoleId> roles);

  /** Who holds everything and is not dismissed. */
  Set<StaffId> owners(Tx tx);

  /** Takes the lock that orders all changes of staff and roles in a shop. */
  void lock(Tx tx);

  /** Adds a row. @return false when the login is taken */
  boolean insert(Tx tx, StaffId id, NewStaff staff, String hash, Instant now);

  /** Gives exactly these roles. @return false when one is unknown */
  boolean assign(Tx tx, StaffId id, Set<RoleId> roles);

  /** Her sessions end and she can sign in no more. */
  void dismiss(Tx tx, StaffId id);

  /** She may sign in again. */
  void readmit(Tx tx, StaffId id);

  /** A new password; all sessions end. @return the new epoch */
  int changePassword(Tx tx, StaffId id, String hash);

  /**
   * Sets or clears the second factor; recovery codes of before are gone.
   *
   * @param sealed the secret, encrypted; empty for no second factor
   * @param recovery hashes of the codes
   */
  void changeFactor(Tx tx, StaffId id, Optional<String> sealed, List<byte[]> recovery);

  /** Takes the code of a time step. @return false when it, or a later one, was taken before */
  boolean takeStep(Credentials who, long step);

  /** Takes a recovery code. @return false when there is no such code any more */
  boolean takeRecovery(Credentials who, byte[] hash);

  /** How many recovery codes are left. */
  int recoveryCodes(StaffId id);

  /** All sessions end. */
  void endSessions(Tx tx, StaffId id);

  /** Her interface language. */
  void chooseLanguage(StaffId id, Locale language);

  /** Who signs in. @param factor sealed secret of the second factor, if she has one */
  record Credentials(
      TenantId shop,
      StaffId id,
      String login,
      String name,
      String hash,
      Optional<String> factor,
      Staff.Status status,
      int epoch,
      Optional<Instant> lockedUntil,
      Optional<Locale> language) {
    @Override
    public String toString() {
      return "Credentials[" + shop + "/" + id + "]";
    }
  }
}
