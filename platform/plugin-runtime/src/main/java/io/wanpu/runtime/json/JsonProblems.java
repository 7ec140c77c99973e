package io.wanpu.runtime.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Jackson could not read, as a problem that says which field and why. */
public final class JsonProblems {
  private static final Pattern CREATOR = Pattern.compile("creator property '([^']+)'");

  private JsonProblems() {}

  /** {@code 400} when it is no JSON, {@code 422} naming the field when a value does not fit. */
  public static MallException of(JsonProcessingException e) {
    var names =
        e instanceof MismatchedInputException
            || e instanceof ValueInstantiationException
            || isOutOfRange(e);
    var fields = names ? fields(e) : List.<FieldError>of();
    return fields.isEmpty() || fields.getFirst().field().isEmpty()
        ? new MallException(ErrorKind.MALFORMED, "request.malformed")
        : MallException.invalid(fields);
  }

  private static boolean isOutOfRange(JsonProcessingException e) {
    return e instanceof InputCoercionException || e.getCause() instanceof InputCoercionException;
  }

  /** The field at fault. */
  public static List<FieldError> fields(JsonProcessingException e) {
    var path = e instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
    var creator = CREATOR.matcher(String.valueOf(e.getOriginalMessage()));
    if (creator.find()) {
      var name = creator.group(1);
      var full =
          path.isEmpty()
              ? name
              : path.equals(name) || path.endsWith("." + name) ? path : path + "." + name;
      return List.of(new FieldError(full, Text.of("error.request.field.missing")));
    }
    if (e instanceof InvalidNullException
        || String.valueOf(e.getOriginalMessage()).startsWith("Cannot map `null`")) {
      return List.of(new FieldError(path, Text.of("error.request.field.missing")));
    }
    if (e instanceof ValueInstantiationException) {
      var cause = e.getCause();
      return List.of(
          new FieldError(
              path,
              cause instanceof IllegalArgumentException && cause.getMessage() != null
                  ? Text.of("form.unfit", Arg.words(cause.getMessage()))
                  : Text.of("error.request.field.unreadable")));
    }
    if (isOutOfRange(e)) {
      return List.of(new FieldError(path, Text.of("error.request.field.range")));
    }
    if (e instanceof MismatchedInputException mismatch) {
      return List.of(
          new FieldError(
              path,
              Text.of("error.request.field.type", Arg.words(name(mismatch.getTargetType())))));
    }
    return List.of(new FieldError(path, Text.of("error.request.field.unreadable")));
  }

  private static String path(List<JsonMappingException.Reference> references) {
    var path = new StringBuilder();
    for (var reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static String name(@Nullable Class<?> type) {
    if (type == null) {
      return "object";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "integer";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == Instant.class) {
      return "date-time";
    }
    if (type.isEnum()) {
      return List.of(type.getEnumConstants()).toString();
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "array";
    }
    return type == String.class || type.getPackageName().equals("io.wanpu.api.id")
        ? "string"
        : "object";
  }
}
