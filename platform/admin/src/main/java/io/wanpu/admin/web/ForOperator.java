package io.wanpu.admin.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Only the operator of the platform may call this. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ForOperator {
  /** Takes the bearer token of the command line instead of a session. */
  boolean bearer() default false;
}
