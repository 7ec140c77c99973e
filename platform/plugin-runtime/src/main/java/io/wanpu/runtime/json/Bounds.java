package io.wanpu.runtime.json;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Optional;

/**
 * What the constraints on a record's component say, as far as a form or a schema can show it.
 *
 * @param min smallest value, or fewest characters or entries
 * @param max largest value, or most characters or entries
 */
public record Bounds(
    Optional<Long> min, Optional<Long> max, Optional<String> pattern, boolean notEmpty) {

  /** The bounds of a component. */
  public static Bounds of(Class<?> owner, String component) {
    Field field;
    try {
      // constraints are no annotations of the component itself, but of its field
      field = owner.getDeclaredField(component);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    var size = find(field, Size.class);
    var min =
        find(field, Min.class)
            .map(Min::value)
            .or(() -> find(field, Positive.class).map(each -> 1L))
            .or(() -> find(field, PositiveOrZero.class).map(each -> 0L))
            .or(() -> size.map(each -> (long) each.min()).filter(each -> each > 0));
    var max =
        find(field, Max.class)
            .map(Max::value)
            .or(() -> size.map(each -> (long) each.max()).filter(each -> each < Integer.MAX_VALUE));
    var notEmpty =
        find(field, NotBlank.class).isPresent()
            || find(field, NotEmpty.class).isPresent()
            || size.filter(each -> each.min() > 0).isPresent();
    return new Bounds(min, max, find(field, Pattern.class).map(Pattern::regexp), notEmpty);
  }

  private static <A extends Annotation> Optional<A> find(Field field, Class<A> type) {
    return Optional.ofNullable(field.getAnnotation(type))
        .or(() -> Optional.ofNullable(field.getAnnotatedType().getAnnotation(type)));
  }
}
