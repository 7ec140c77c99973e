package io.wanpu.kernel.catalog;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.TenantId;

/** Is told of changes after they are committed, on the node that made them. */
@FunctionalInterface
public interface CatalogChanged {
  /** The product is not what it was. */
  void changed(TenantId shop, ProductId product);
}
