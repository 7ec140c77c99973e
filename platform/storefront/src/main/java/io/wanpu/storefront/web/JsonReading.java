package io.wanpu.storefront.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, strictly, and says which field is at fault. */
final class JsonReading {
  private static final ObjectMapper MAPPER = Json.newMapper();

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
    } catch (JsonMappingException e) {
      throw fault(e);
    } catch (IOException e) {
      throw malformed();
    }
    if (value == null) {
      throw malformed();
    }
    Constraints.check(value);
    return value;
  }

  private static MallException fault(JsonMappingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MallException refusal) {
        return refusal;
      }
    }
    var field = field(e.getPath());
    return field.isEmpty()
        ? malformed()
        : MallException.invalid(List.of(new FieldError(field, text(e))));
  }

  private static MallException malformed() {
    return new MallException(ErrorKind.MALFORMED, "request.malformed");
  }

  private static String field(List<JsonMappingException.Reference> path) {
    var field = new StringBuilder();
    for (var step : path) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.toString();
  }

  private static Text text(JsonMappingException e) {
    if (e.getCause() instanceof JacksonException) {
      return Text.of("error.request.field.range");
    }
    if (!(e instanceof MismatchedInputException mismatch)) {
      return Text.of(
          e.getMessage() != null && e.getMessage().contains("out of range")
              ? "error.request.field.range"
              : "error.request.field.unreadable");
    }
    var message = String.valueOf(mismatch.getOriginalMessage());
    if (message.startsWith("Null value") || message.startsWith("Cannot map `null`")) {
      return Text.of("error.request.field.missing");
    }
    var name = name(mismatch.getTargetType());
    return name == null
        ? Text.of("error.request.field.unreadable")
        : Text.of("error.request.field.type", Arg.words(name));
  }

  private static @Nullable String name(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    if (type == String.class || type == Optional.class || type.isEnum()) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == OptionalLong.class) {
      return "integer";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "array";
    }
    return type.getPackageName().equals("io.wanpu.api.id") ? "id (string)" : "object";
  }
}
