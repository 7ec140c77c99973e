package io.wanpu.kernel.text;

import java.util.Locale;
import java.util.Optional;

/** Finds the pattern of a message. */
@FunctionalInterface
public interface MessageSource {
  /** The pattern in that language, in another one where that is missing, or empty. */
  Optional<String> find(String key, Locale language);
}
