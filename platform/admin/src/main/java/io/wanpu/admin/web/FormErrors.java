package io.wanpu.admin.web;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.FieldError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with the fields of a hand-made form. */
public final class FormErrors {
  private FormErrors() {}

  /** The first error of each field, in the words of the reader, by the path of the field. */
  public static Map<String, String> words(List<FieldError> errors, Phrases phrases) {
    return errors.stream()
        .collect(
            Collectors.toMap(
                FieldError::field,
                error -> phrases.text(error.message()),
                (first, second) -> first));
  }
}
