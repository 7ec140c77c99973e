package io.wanpu.runtime.form;

import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Optional;

/**
 * A field with what stands in it, ready to be shown.
 *
 * @param path name of the form parameter, e.g. {@code items[0].price}
 * @param value as it was entered or is stored; empty for lists and records
 * @param values entries of a list of plain values
 * @param rows of a record (one) or a list of records
 * @param errors what is wrong with it
 */
public record FilledField(
    FormField field,
    String path,
    String value,
    List<String> values,
    List<List<FilledField>> rows,
    List<Text> errors) {

  /** The first thing that is wrong with it. */
  public Optional<Text> error() {
    return errors.stream().findFirst();
  }
}
