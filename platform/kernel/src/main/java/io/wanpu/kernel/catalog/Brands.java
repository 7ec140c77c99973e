package io.wanpu.kernel.catalog;

import io.wanpu.kernel.audit.Actor;
import java.util.List;
import java.util.Optional;

/** The brands of the calling shop. */
public interface Brands {
  /** How many a shop may have. */
  int MOST = 500;

  /** All, in the order of their names. */
  List<Brand> all();

  /** The brand. */
  Optional<Brand> find(BrandId id);

  /**
   * Adds one.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 409 {@code
   *     catalog.too_many_brands}
   */
  BrandId add(Actor actor, String name, Optional<String> logo);

  /**
   * Changes one.
   *
   * @param version of the brand that was edited
   * @throws io.wanpu.api.error.MallException 404 {@code catalog.brand_unknown}; 409 {@code
   *     request.stale}; 422 naming the fields
   */
  void change(Actor actor, BrandId id, int version, String name, Optional<String> logo);

  /**
   * Removes one that no product carries.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code catalog.brand_unknown}; 409 {@code
   *     catalog.brand_in_use}
   */
  void remove(Actor actor, BrandId id);
}
