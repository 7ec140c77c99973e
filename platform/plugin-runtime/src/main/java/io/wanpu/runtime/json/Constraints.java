package io.wanpu.runtime.json;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Checks the constraints of one class loader's records. It has a factory of its own and is closed
 * when the loader goes: a shared one would keep the loader's classes.
 *
 * <p>The message of a violated constraint is the key {@code validation.<Constraint>} with the
 * constraint's bounds as arguments, or the key that the constraint names itself: {@code @Min(value
 * = 1, message = "seckill.at_least_one")}.
 */
public final class Constraints implements AutoCloseable {
  private final ValidatorFactory factory;

  public Constraints() {
    this.factory =
        Validation.byDefaultProvider()
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new Uninterpreted())
            .buildValidatorFactory();
  }

  /** Messages are keys here; nothing is evaluated. */
  private static final class Uninterpreted implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return template;
    }
  }

  /** What is wrong with a value, by field; empty when all is well. */
  public List<FieldError> check(Object value) {
    return factory.getValidator().validate(value).stream()
        .map(Constraints::error)
        .sorted(Comparator.comparing(FieldError::field))
        .toList();
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    var constraint = violation.getConstraintDescriptor();
    var template = violation.getMessageTemplate();
    var name = constraint.getAnnotation().annotationType().getSimpleName();
    var key =
        template.startsWith("{jakarta.validation.") || template.isBlank()
            ? "validation." + name
            : template;
    var args =
        Stream.of("value", "min", "max", "integer", "fraction")
            .map(constraint.getAttributes()::get)
            .flatMap(Stream::ofNullable)
            .map(
                attribute ->
                    attribute instanceof Number number
                        ? Arg.count(number.longValue())
                        : Arg.words(attribute.toString()))
            .toList();
    return new FieldError(violation.getPropertyPath().toString(), new Text(key, args));
  }

  @Override
  public void close() {
    factory.close();
  }
}
