package io.wanpu.admin.kit;

import io.wanpu.admin.form.FieldView;
import io.wanpu.admin.form.ShopNames;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.admin.FormPages;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.json.Constraints;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A form of the kernel: the components of a record are its fields, {@code
 * admin.field.<Record>.<component>} their labels.
 *
 * @param <R> the record
 */
public final class RecordForm<R extends Record> {
  private static final Constraints CONSTRAINTS = new Constraints();
  private static final Map<Class<?>, FormModel<?>> MODELS = new ConcurrentHashMap<>();

  private final FormModel<R> model;
  private final Mall mall;

  private RecordForm(FormModel<R> model, Mall mall) {
    this.model = model;
    this.mall = mall;
  }

  /** The form of that record. */
  @SuppressWarnings("unchecked") // a class stands for its own model
  public static <R extends Record> RecordForm<R> of(Class<R> type, Mall mall) {
    var model =
        (FormModel<R>)
            MODELS.computeIfAbsent(
                type, t -> new FormModel<>("admin", type, Json.mapper(), CONSTRAINTS));
    return new RecordForm<>(model, mall);
  }

  /** Saves what was entered. */
  @FunctionalInterface
  public interface Saving<R> {
    /**
     * @param version of what was edited, as its form carried it
     * @return where to go then
     * @throws MallException 422 with fields, 409: the form is shown again with the text in it
     */
    Response save(R entered, int version);
  }

  /** Shows the form. */
  public View open(FormPage<R> page) {
    return view(page, page.version(), filled(page), List.of(), Optional.empty(), List.of());
  }

  /**
   * Reads a sent form and saves it, or shows it again.
   *
   * @param now the form as it would be opened now
   */
  public Response save(HttpServletRequest request, Supplier<FormPage<R>> now, Saving<R> saving) {
    var entered = Entered.in(request);
    var values = entered.values();
    // whoever has seen what the other one wrote may write over it
    var version =
        entered.has("_overwrite")
            ? entered.number("_overwrite")
            : entered.has("_version") ? entered.number("_version") : 0;
    if (Kept.asked(entered)) {
      return Response.ok(
              view(
                  now.get(),
                  version,
                  model.fill(values, List.of()),
                  List.of(),
                  Optional.of(Text.of("kit.kept")),
                  List.of()))
          .build();
    }
    return switch (model.parse(values, context())) {
      case FormModel.Parsed.Invalid<R>(var errors) -> refused(now.get(), version, values, errors);
      case FormModel.Parsed.Valid<R>(var value) -> {
        try {
          yield saving.save(value, version);
        } catch (MallException no) {
          yield switch (no.kind()) {
            case INVALID -> refused(now.get(), version, values, no.fields());
            case CONFLICT -> conflict(now.get(), version, values, no);
            default -> throw no;
          };
        }
      }
    };
  }

  private Response refused(
      FormPage<R> page, int version, Map<String, List<String>> values, List<FieldError> errors) {
    return Response.status(ErrorKind.INVALID.status())
        .entity(
            view(
                page,
                version,
                model.fill(values, errors),
                errors,
                Optional.of(Text.of("kit.invalid")),
                List.of()))
        .build();
  }

  private Response conflict(
      FormPage<R> page, int version, Map<String, List<String>> values, MallException no) {
    var changes =
        page.version() == version
            ? List.<Change>of()
            : differences(filled(page), model.fill(values, List.of()));
    return Response.status(ErrorKind.CONFLICT.status())
        .entity(
            view(
                page,
                version,
                model.fill(values, no.fields()),
                no.fields(),
                Optional.of(no.text()),
                changes))
        .build();
  }

  /**
   * A field in which the stored text is another than the entered one.
   *
   * @param theirs what is stored now
   * @param yours what was entered
   */
  public record Change(String label, String theirs, String yours) {}

  private static List<Change> differences(List<FilledField> stored, List<FilledField> entered) {
    var phrases = Visit.current().phrases();
    var theirs = new LinkedHashMap<String, FilledField>();
    stored.forEach(field -> theirs.put(field.path(), field));
    var changes = new ArrayList<Change>();
    for (var field : entered) {
      var other = theirs.get(field.path());
      if (other != null && !written(other).equals(written(field))) {
        changes.add(
            new Change(phrases.words(field.field().label()), written(other), written(field)));
      }
    }
    return changes;
  }

  private static String written(FilledField field) {
    return field.values().isEmpty() ? field.value() : String.join("、", field.values());
  }

  private List<FilledField> filled(FormPage<R> page) {
    return page.value()
        .map(value -> model.fill(value, context()))
        .orElseGet(() -> model.fill(Map.of(), List.of()));
  }

  private View view(
      FormPage<R> page,
      int version,
      List<FilledField> fields,
      List<FieldError> errors,
      Optional<Text> problem,
      List<Change> changes) {
    return view(
            new FormPages.Shown(
                page.title(), page.back(), version, fields, model::emptyRow, problem, 200),
            mall)
        .with("changes", changes)
        .with("now", page.version());
  }

  /** A form of a plugin, shown in the same way. */
  public static View view(FormPages.Shown form, Mall mall) {
    var phrases = Visit.current().phrases();
    var back = form.back();
    return View.of("kit/form")
        .with("title", phrases.text(form.title()))
        .with("back", back.path())
        .with("backLabel", phrases.text(back.label()))
        .with("action", Visit.current().address())
        .with("version", form.version())
        .with("now", form.version())
        .with("changes", List.of())
        .with("problem", form.problem().map(phrases::text).orElse(null))
        .with("fields", FieldView.of(form.fields(), form.emptyRow(), phrases, new ShopNames(mall)))
        .with("wrong", wrong(form.fields(), phrases));
  }

  /** A field that is wrong, for the summary. */
  public record Wrong(String id, String label, String message) {}

  private static List<Wrong> wrong(List<FilledField> fields, io.wanpu.admin.text.Phrases phrases) {
    var all = new ArrayList<Wrong>();
    for (var field : fields) {
      field
          .error()
          .ifPresent(
              error ->
                  all.add(
                      new Wrong(
                          FieldView.id(field.path()),
                          phrases.words(field.field().label()),
                          phrases.text(error))));
      field.rows().forEach(row -> all.addAll(wrong(row, phrases)));
    }
    return all;
  }

  /** How amounts and moments are entered in the shop of this visit. */
  public static FormContext context() {
    var phrases = Visit.current().phrases();
    return new FormContext(phrases.zone(), phrases.decimals());
  }
}
