package io.wanpu.storefront.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of an operation beyond its types. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Doc {
  /** One line. */
  String value();

  /** Section of the document. */
  String tag();

  /** Anybody may call it; without this a member must be signed in. */
  boolean open() default false;

  /** Status of success. */
  int status() default 200;

  /** Type of the answer; {@link Void} for none. */
  Class<?> answer() default Void.class;

  /** Problems beyond the usual ones, each as {@code "409 order.stock_short"}. */
  String[] problems() default {};
}
