package io.wanpu.kernel.staff.jooq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.staff.OwnViews;
import java.util.List;
import java.util.Map;

/** Own views as the column keeps them. */
final class OwnViewRows {
  private static final TypeReference<Map<String, List<OwnViews.View>>> TYPE =
      new TypeReference<>() {};

  private OwnViewRows() {}

  static Map<String, List<OwnViews.View>> read(String json) {
    try {
      return Json.mapper().readValue(json, TYPE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("own views can't be read", e);
    }
  }
}
