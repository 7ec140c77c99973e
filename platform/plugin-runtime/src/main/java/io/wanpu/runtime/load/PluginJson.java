package io.wanpu.runtime.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.json.Constraints;

/**
 * Mapper and constraints of one class loader. Both keep what they have seen of its classes, so they
 * go with it.
 */
final class PluginJson implements AutoCloseable {
  private final ObjectMapper strict;
  private final ObjectMapper stored;
  private final Constraints constraints = new Constraints();

  PluginJson() {
    this.strict = Json.newMapper();
    this.stored =
        strict
            .copy()
            .disable(
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  /** For what comes from outside. */
  ObjectMapper strict() {
    return strict;
  }

  /** For what an earlier version of the plugin wrote: components that came later are absent. */
  ObjectMapper stored() {
    return stored;
  }

  Constraints constraints() {
    return constraints;
  }

  String write(Object value) {
    try {
      return strict.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a " + value.getClass().getName(), e);
    }
  }

  @Override
  public void close() {
    constraints.close();
  }
}
