package io.wanpu.kernel.catalog;

import java.util.List;

/**
 * In what the SKUs of a product differ: a name and its values, e.g. colour: red, blue.
 *
 * @param values in the order in which shoppers see them
 */
public record Spec(String name, List<String> values) {
  public Spec {
    values = List.copyOf(values);
  }
}
