package io.wanpu.runtime.manifest;

import java.util.regex.Pattern;

/**
 * Versions from a lower to an upper bound, written {@code [1.0,2.0)}: a square bracket takes the
 * bound in, a round one leaves it out. Both bounds are needed: nobody can promise to work with
 * every later version.
 */
public record VersionRange(Version from, boolean fromIncluded, Version to, boolean toIncluded) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([\\[(])\\s*([^,\\s]*)\\s*,\\s*([^,\\s]*)\\s*([\\])])\\s*");

  public VersionRange {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException("the range from " + from + " to " + to + " is empty");
    }
  }

  /** Reads {@code [1.0,2.0)}. */
  public static VersionRange of(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a range like [1.0,2.0)");
    }
    if (match.group(2).isEmpty() || match.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "the range '" + text + "' needs a lower and an upper bound, like [1.0,2.0)");
    }
    return new VersionRange(
        Version.of(match.group(2)),
        match.group(1).equals("["),
        Version.of(match.group(3)),
        match.group(4).equals("]"));
  }

  /**
   * Whether the version lies in it. A pre-release of a bound that is left out is left out too:
   * {@code 2.0.0-rc.1} is not in {@code [1.0,2.0)}.
   */
  public boolean contains(Version version) {
    var low = version.compareTo(from);
    var high = version.compareTo(to);
    var release = new Version(version.major(), version.minor(), version.patch(), "");
    return (fromIncluded ? low >= 0 : low > 0)
        && (toIncluded ? high <= 0 : high < 0 && release.compareTo(to) < 0);
  }

  @Override
  public String toString() {
    return (fromIncluded ? "[" : "(") + from + "," + to + (toIncluded ? "]" : ")");
  }
}
