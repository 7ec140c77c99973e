package io.wanpu.runtime.jar;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.Locale;

/**
 * Why a jar is not taken.
 *
 * @param detail names the class, entry or key at fault; technical, in English
 */
public record Problem(Kind kind, String detail) {
  /** What sort of thing is wrong. */
  public enum Kind {
    /** The content is not what the checksum says. */
    CHECKSUM,
    /** It is no sound zip file. */
    ARCHIVE,
    /** Its {@code plugin.yaml} is not right. */
    MANIFEST,
    /** It was written for another version of the plugin API. */
    API,
    /** It needs a plugin that is not there in that version. */
    REQUIREMENT,
    /** A plugin that is there needs another version of it. */
    DEPENDENT,
    /** A class refers to something that it does not get to see. */
    LINK,
    /** Its message bundles do not agree. */
    MESSAGES
  }

  /** For people. */
  public Text text() {
    return Text.of("plugin.problem." + kind.name().toLowerCase(Locale.ROOT), Arg.words(detail));
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ": " + detail;
  }
}
