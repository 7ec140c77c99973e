package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import java.util.List;
import java.util.Optional;

/**
 * A node of the shop's tree of categories.
 *
 * @param position order among siblings
 * @param children in their order
 */
public record Category(
    CategoryId id,
    Optional<CategoryId> parent,
    String name,
    int position,
    List<Category> children) {
  public Category {
    children = List.copyOf(children);
  }
}
