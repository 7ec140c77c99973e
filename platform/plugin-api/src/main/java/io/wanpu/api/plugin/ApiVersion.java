package io.wanpu.api.plugin;

/**
 * The version of this API. A plugin's manifest names the range that it was written for, e.g. {@code
 * [1.0,2.0)}; a new major version, jOOQ's included, breaks plugins, a new minor one only adds.
 */
public final class ApiVersion {
  /** Version of the API that this mall offers. */
  public static final String CURRENT = "1.0.0";

  private ApiVersion() {}
}
