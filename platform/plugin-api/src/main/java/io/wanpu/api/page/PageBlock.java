package io.wanpu.api.page;

import io.wanpu.api.error.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What merchants decide for a block of their pages. The component that shows it is named in {@code
 * miniprogram.json} under the same type; its property {@code props} gets the record as JSON, with
 * constants of enums in small letters ({@code BEST_SELLING} is {@code best-selling}), pictures as
 * addresses, and what is not there left out.
 *
 * <p>The designer's form derives from the record, as that of settings does. Its name is the bundle
 * key {@code <plugin>.block.<type>}, a sentence about it {@code <plugin>.block.<type>.help}.
 *
 * @param <P> the record
 */
public interface PageBlock<P extends Record> {
  /** Name of the block in {@code miniprogram.json}. */
  String type();

  Class<P> props();

  /** What a block has that was just put on a page. */
  P fresh();

  /** Name of the icon in the designer, Tabler's. */
  default String icon() {
    return "puzzle";
  }

  /** Version of the record; a higher one than before means that {@link #upgrade} knows the way. */
  default int version() {
    return 1;
  }

  /**
   * Settings of an older version as this version has them. Pure: no database, clock or random.
   *
   * @param version that wrote them
   */
  default Map<String, Object> upgrade(int version, Map<String, Object> props) {
    return props;
  }

  /** What is wrong beyond the constraints on the components; empty when all is well. */
  default List<FieldError> check(P props) {
    return List.of();
  }
}
