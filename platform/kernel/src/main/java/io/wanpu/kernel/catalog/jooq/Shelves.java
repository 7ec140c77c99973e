package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.PRODUCT;

import com.fasterxml.jackson.core.type.TypeReference;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.Spec;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.JSON;

/** What the adapters of the catalog share: which products are on the shelf, and JSON columns. */
final class Shelves {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<List<Spec>> SPECS = new TypeReference<>() {};

  private Shelves() {}

  /** {@link Product#onShelf} in SQL. */
  static Condition onShelf(Instant now) {
    return PRODUCT
        .STATUS
        .eq(Product.Status.ON_SHELF.name())
        .and(PRODUCT.SHELF_AT.isNull().or(PRODUCT.SHELF_AT.le(now)))
        .and(PRODUCT.UNSHELF_AT.isNull().or(PRODUCT.UNSHELF_AT.gt(now)));
  }

  static List<String> strings(JSON stored) {
    return read(stored, STRINGS);
  }

  static List<Spec> specs(JSON stored) {
    return read(stored, SPECS);
  }

  private static <T> T read(JSON stored, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(stored.data(), type);
    } catch (IOException e) {
      throw new IllegalStateException("stored JSON is not what was written", e);
    }
  }
}
