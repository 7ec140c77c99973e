package io.wanpu.kernel.staff;

import io.wanpu.api.id.StaffId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody of the calling shop may do right now; read for every request. */
public interface StaffAccess {
  /** Her access; empty when she was dismissed or is none of this shop's. */
  Optional<Access> of(StaffId id);

  /**
   * What she may do.
   *
   * @param epoch sessions of an older epoch are out
   * @param language chosen interface language
   * @param ownViews views of lists that she has saved, by the path of the list
   */
  record Access(
      StaffId id,
      String name,
      int epoch,
      Optional<Locale> language,
      Set<String> permissions,
      Map<String, List<OwnViews.View>> ownViews) {
    public Access {
      permissions = Set.copyOf(permissions);
      ownViews = Map.copyOf(ownViews);
    }

    /** Whether she may. */
    public boolean may(String permission) {
      return Permissions.allow(permissions, permission);
    }
  }
}
