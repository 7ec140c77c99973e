package io.wanpu.miniprogram.design;

import io.wanpu.kernel.tenant.Tenant;

/** The designs of shops. Asked often: an answer must come from memory. */
@FunctionalInterface
public interface ShopDesigns {
  /** What the shop has published; called with the shop bound. */
  ShopDesign of(Tenant shop);
}
