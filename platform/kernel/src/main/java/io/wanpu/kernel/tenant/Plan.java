package io.wanpu.kernel.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a shop has booked, and how much that is. */
public enum Plan {
  TRIAL(3),
  STANDARD(20),
  PLUS(200);

  private final int staff;

  Plan(int staff) {
    this.staff = staff;
  }

  /** Most staff who are not dismissed. */
  public int staff() {
    return staff;
  }

  /** As the directory keeps it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The plan of that name. */
  public static Optional<Plan> of(String key) {
    return Arrays.stream(values()).filter(plan -> plan.key().equals(key)).findFirst();
  }
}
