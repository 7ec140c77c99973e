package io.wanpu.api.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where something leads in the storefront, chosen among the shop's pages, products, categories,
 * articles and pages of plugins; empty text leads nowhere. In the storefront {@code
 * getApp().mall.link.open} takes it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface Link {}
