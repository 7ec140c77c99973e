package io.wanpu.api.plugin;

import io.wanpu.api.text.Text;
import java.util.Optional;

/** What is still owed: an uninstall is refused while any shop has open obligations. */
@FunctionalInterface
public interface Obligations {
  /** What the calling shop still owes, in one sentence, or empty. */
  Optional<Text> open();
}
