package io.wanpu.api.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that belongs to certain values of another field of the same record. While it is hidden
 * nothing is read from it, so the component is an {@code Optional}, a {@code String} or a list.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface ShownWhen {
  /** Name of the other component. */
  String field();

  /** Names of enum values, or {@code true} or {@code false}. */
  String[] is();
}
