package io.wanpu.admin.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What staff need to be allowed to call this. Every resource method carries this or {@link Open}; a
 * method with neither is refused to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Permission {
  /** Name of the permission, e.g. {@code orders.view}; empty: any signed-in staff. */
  String value();
}
