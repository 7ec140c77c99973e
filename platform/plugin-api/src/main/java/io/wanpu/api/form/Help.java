package io.wanpu.api.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Help under a field. Labels need no annotation: the bundle key is {@code
 * <plugin>.field.<record>.<component>}, help is {@code <label key>.help} where this annotation
 * stands.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface Help {}
