package io.wanpu.runtime.manifest;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A semantic version. Build metadata is not accepted: two jars of one version must not differ.
 *
 * @param preRelease e.g. {@code rc.1}; empty for a release
 */
public record Version(int major, int minor, int patch, String preRelease)
    implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:-([0-9A-Za-z.-]{1,20}))?");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          // a release comes after its own pre-releases
          .thenComparing(v -> v.preRelease.isEmpty() ? 1 : 0)
          .thenComparing(Version::preRelease, Version::comparePreReleases);

  /** Reads {@code 1.2.3}, {@code 1.2} or {@code 1.2.3-rc.1}. */
  public static Version of(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a version like 1.2.3");
    }
    return new Version(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        match.group(3) == null ? 0 : Integer.parseInt(match.group(3)),
        match.group(4) == null ? "" : match.group(4));
  }

  private static int comparePreReleases(String a, String b) {
    var left = a.split("\\.");
    var right = b.split("\\.");
    for (var i = 0; i < Math.min(left.length, right.length); i++) {
      var leftIsNumber = left[i].matches("\\d{1,9}");
      var rightIsNumber = right[i].matches("\\d{1,9}");
      var order =
          leftIsNumber && rightIsNumber
              ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
              : leftIsNumber != rightIsNumber
                  ? Boolean.compare(rightIsNumber, leftIsNumber)
                  : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
  }
}
