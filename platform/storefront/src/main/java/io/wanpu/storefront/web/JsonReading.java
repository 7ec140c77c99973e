package io.wanpu.storefront.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.json.JsonProblems;
import java.io.IOException;

/** Reads and checks request bodies, strictly, and says which field is at fault. */
final class JsonReading {
  private static final ObjectMapper MAPPER = Json.newMapper();
  private static final Constraints CONSTRAINTS = new Constraints();

  private JsonReading() {}

  /**
   * Reads and checks a body.
   *
   * @throws MallException 400 when it is no JSON object, 422 with the fields at fault
   */
  static <T> T read(byte[] body, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    } catch (IOException e) {
      throw malformed();
    }
    if (value == null) {
      throw malformed();
    }
    var errors = CONSTRAINTS.check(value);
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
    return value;
  }

  private static MallException malformed() {
    return new MallException(ErrorKind.MALFORMED, "request.malformed");
  }
}
