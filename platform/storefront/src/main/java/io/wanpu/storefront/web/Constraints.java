package io.wanpu.storefront.web;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Checks request records by the constraints on their components. */
final class Constraints {
  private static final int MOST_ERRORS = 20;
  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new Silent())
          .buildValidatorFactory()
          .getValidator();

  private Constraints() {}

  /**
   * @throws MallException 422 with an error at each field
   */
  static void check(Object body) {
    var violations = VALIDATOR.validate(body);
    if (!violations.isEmpty()) {
      throw MallException.invalid(
          violations.stream()
              .map(v -> new FieldError(v.getPropertyPath().toString(), text(v)))
              .sorted(Comparator.comparing(FieldError::field))
              .limit(MOST_ERRORS)
              .toList());
    }
  }

  private static Text text(ConstraintViolation<?> violation) {
    var descriptor = violation.getConstraintDescriptor();
    var attributes = descriptor.getAttributes();
    var args = new ArrayList<Arg>();
    for (var name : List.of("min", "max", "value")) {
      if (attributes.get(name) instanceof Number number) {
        args.add(Arg.count(number.longValue()));
      }
    }
    return new Text(
        "validation." + descriptor.getAnnotation().annotationType().getSimpleName(), args);
  }

  /** Messages are ours, in the reader's language. */
  private static final class Silent implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return template;
    }
  }
}
