package io.wanpu.kernel.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a shop has booked, and how much that is. */
public enum Plan {
  TRIAL(3, 100, 500),
  STANDARD(20, 20_000, 20_000),
  PLUS(200, 200_000, 500_000);

  private final int staff;
  private final int products;
  private final int megabytes;

  Plan(int staff, int products, int megabytes) {
    this.staff = staff;
    this.products = products;
    this.megabytes = megabytes;
  }

  /** Most staff who are not dismissed. */
  public int staff() {
    return staff;
  }

  /** Most products that are not deleted. */
  public int products() {
    return products;
  }

  /** Most megabytes of pictures. */
  public int megabytes() {
    return megabytes;
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
