package io.wanpu.runtime.json;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the constraints of one class loader's records. It has a factory of its own and is closed
 * when the loader goes: a shared one would keep the loader's classes.
 *
 * <p>The message of a violated constraint is the key {@code validation.<Constraint>} with the
 * constraint's bounds as arguments, or the key that the constraint names itself: {@code @Min(value
 * = 1, message = "seckill.at_least_one")}.
 */
public final class Constraints implements AutoCloseable {
  private static final Comparator<FieldError> ORDER =
      Comparator.comparing(FieldError::field)
          .thenComparing(error -> error.message().key())
          .thenComparing(error -> error.message().args().toString());

  /** Components of a record that may hold other records. */
  private final ClassValue<List<RecordComponent>> parts =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(part -> mayHoldRecords(part.getType()))
              .toList();
        }
      };

  private final ValidatorFactory factory;
  private final Validator validator;

  public Constraints() {
    this.factory =
        Validation.byDefaultProvider()
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new Uninterpreted())
            .traversableResolver(new Plain())
            // what it says costs less than a look into a cache of what it has said
            .addProperty("hibernate.validator.enable_traversable_resolver_result_cache", "false")
            .buildValidatorFactory();
    this.validator = factory.getValidator();
  }

  private static boolean mayHoldRecords(Class<?> type) {
    return type == List.class || type == Optional.class || type.isRecord() && !isId(type);
  }

  private static boolean isId(Class<?> type) {
    return type.getPackageName().equals("io.wanpu.api.id");
  }

  /** Records are whole: nothing is loaded lazily, so nobody has to be asked before a look. */
  private static final class Plain implements TraversableResolver {
    @Override
    public boolean isReachable(
        @Nullable Object owner, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }

    @Override
    public boolean isCascadable(
        @Nullable Object owner, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }
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

  /**
   * What is wrong with a value, by field; empty when all is well. Records within are checked too;
   * {@code @Valid} is not needed, and would check them twice.
   */
  public List<FieldError> check(Object value) {
    var found = new TreeSet<>(ORDER);
    check("", value, found);
    return List.copyOf(found);
  }

  private void check(String path, @Nullable Object value, Set<FieldError> found) {
    switch (value) {
      case Record record when !isId(record.getClass()) -> {
        for (var violation : validator.validate(record)) {
          found.add(error(path, violation));
        }
        for (var part : parts.get(record.getClass())) {
          var name = part.getName();
          check(path.isEmpty() ? name : path + "." + name, Records.value(record, part), found);
        }
      }
      case List<?> all -> {
        for (var i = 0; i < all.size(); i++) {
          check(path + "[" + i + "]", all.get(i), found);
        }
      }
      case Optional<?> optional -> check(path, optional.orElse(null), found);
      case null, default -> {}
    }
  }

  private static FieldError error(String path, ConstraintViolation<?> violation) {
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
    var field = violation.getPropertyPath().toString();
    return new FieldError(
        path.isEmpty() ? field : field.isEmpty() ? path : path + "." + field, new Text(key, args));
  }

  @Override
  public void close() {
    factory.close();
  }
}
