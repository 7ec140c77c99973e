package io.wanpu.storefront.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of a parameter of the path or the query. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {
  /** One line. */
  String value();

  /** How it is written. */
  Kind kind() default Kind.TEXT;

  /** What it may be, when that is a short list. */
  String[] choices() default {};

  /** How a parameter is written. */
  enum Kind {
    TEXT,
    /** A decimal id. */
    ID,
    /** A whole number. */
    NUMBER
  }
}
