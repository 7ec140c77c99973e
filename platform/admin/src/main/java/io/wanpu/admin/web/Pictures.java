package io.wanpu.admin.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses of pictures of the calling shop. */
public final class Pictures {
  private Pictures() {}

  /** Address of a media key. */
  public static String at(String key) {
    return "/media/" + Visit.current().clerk().tenant() + "/" + key;
  }

  /** Address of a media key, or null for templates. */
  public static @Nullable String at(Optional<String> key) {
    return key.map(Pictures::at).orElse(null);
  }
}
