package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.kernel.audit.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tree of categories of the calling shop, three levels deep at most. */
public interface Categories {
  /** Levels of the tree. */
  int DEPTH = 3;

  /** How many a shop may have. */
  int MOST = 500;

  /** The roots with all below them. */
  List<Category> tree();

  /** A category and all below it; empty when there is no such category. */
  Set<CategoryId> within(CategoryId id);

  /**
   * Adds one after its siblings.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields at fault; 409 {@code
   *     catalog.too_many_categories}
   */
  CategoryId add(Actor actor, String name, Optional<CategoryId> parent);

  /**
   * Renames and moves one.
   *
   * @param position order among its siblings
   * @throws io.wanpu.api.error.MallException 404 {@code catalog.category_unknown}; 422 naming the
   *     fields, also when it would lie below itself or too deep
   */
  void change(Actor actor, CategoryId id, String name, Optional<CategoryId> parent, int position);

  /**
   * Puts one in a place among the children of another; what hangs on it comes along.
   *
   * @param parent above it; empty for a root
   * @param index how many siblings come before it
   * @throws io.wanpu.api.error.MallException as {@link #change}
   */
  void place(Actor actor, CategoryId id, Optional<CategoryId> parent, int index);

  /**
   * Removes one without children; its products keep no category.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code catalog.category_unknown}; 409 {@code
   *     catalog.category_has_children}
   */
  void remove(Actor actor, CategoryId id);
}
