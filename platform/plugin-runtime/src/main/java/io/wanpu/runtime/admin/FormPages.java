package io.wanpu.runtime.admin;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.text.Text;
import io.wanpu.runtime.form.FilledField;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What becomes of a form page of a plugin. */
public final class FormPages {
  private FormPages() {}

  /**
   * A form as it is shown.
   *
   * @param version of what is edited, comes back with the form
   * @param emptyRow an empty row of a list, by the list's name and the row's number
   * @param problem what went wrong just now
   * @param status HTTP status
   */
  public record Shown(
      Text title,
      DetailPage.Back back,
      int version,
      List<FilledField> fields,
      BiFunction<String, Integer, List<FilledField>> emptyRow,
      Optional<Text> problem,
      int status) {}

  /** What became of a sent form. */
  public sealed interface Sent {
    record Saved(AdminAnswer answer) implements Sent {}

    /** It is shown again with the text that was entered. */
    record Refused(Shown form) implements Sent {}
  }
}
