package io.wanpu.runtime.admin;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.admin.AdminCall;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Text;
import io.wanpu.runtime.admin.DeclaredPages.DeclaredForm;
import io.wanpu.runtime.admin.DeclaredPages.PageDeclaration;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.json.Models;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plugin's page or action that was found at an address, ready to be called. */
public final class PageCall {
  private final String plugin;
  private final PageDeclaration declaration;
  private final Map<String, String> variables;
  private final PluginCalls calls;
  private final Templates templates;

  public PageCall(
      String plugin,
      PageDeclaration declaration,
      Map<String, String> variables,
      PluginCalls calls,
      Templates templates) {
    this.plugin = plugin;
    this.declaration = declaration;
    this.variables = variables;
    this.calls = calls;
    this.templates = templates;
  }

  public String plugin() {
    return plugin;
  }

  /** Who may call it. */
  public String permission() {
    return declaration.permission();
  }

  /** Templates of the version that answers. */
  public Templates templates() {
    return templates;
  }

  /**
   * Calls it; permission, CSRF token and session are the edge's. Models hold nothing of the
   * plugin's own classes any more.
   *
   * @throws io.wanpu.api.error.MallException what the plugin refused; 503 when it failed
   */
  public AdminAnswer call(
      Optional<StaffId> staff, Map<String, List<String>> form, Locale language) {
    var call = new AdminCall(staff, variables, form, language);
    return calls.call(CallKind.PAGE, () -> plain(declaration.handler().handle(call)));
  }

  private static AdminAnswer plain(AdminAnswer answer) {
    return switch (answer) {
      case AdminAnswer.Page page ->
          new AdminAnswer.Page(page.titleKey(), page.template(), Models.plain(page.model()));
      case AdminAnswer.Fragment fragment ->
          new AdminAnswer.Fragment(fragment.template(), Models.plain(fragment.model()));
      case AdminAnswer.Shown shown -> new AdminAnswer.Shown(plain(shown.page()));
      case AdminAnswer.Listed listed -> listed;
      case AdminAnswer.Redirect redirect -> redirect;
    };
  }

  private static DetailPage plain(DetailPage page) {
    return new DetailPage(
        page.title(),
        page.back(),
        page.state(),
        page.sub(),
        page.problem(),
        page.actions(),
        page.story().stream().map(PageCall::plain).toList(),
        page.facts().stream().map(PageCall::plain).toList());
  }

  private static Section plain(Section section) {
    return section instanceof Section.Own own
        ? new Section.Own(own.title(), own.template(), Models.plain(own.model()))
        : section;
  }

  /** Whether it is a form page, to be opened and saved as a form. */
  public boolean isForm() {
    return declaration.form().isPresent();
  }

  /** Opens a form page. */
  public FormPages.Shown open(
      Optional<StaffId> staff, Map<String, List<String>> form, Locale language, FormContext how) {
    var call = new AdminCall(staff, variables, form, language);
    return calls.call(CallKind.PAGE, () -> open(declaration.form().orElseThrow(), call, how));
  }

  private static <R extends Record> FormPages.Shown open(
      DeclaredForm<R> form, AdminCall call, FormContext how) throws Exception {
    var page = form.handler().open(call);
    var fields =
        page.value()
            .map(value -> form.model().fill(value, how))
            .orElseGet(() -> form.model().fill(Map.of(), List.of()));
    return shown(form, page, page.version(), fields, Optional.empty(), 200);
  }

  private static <R extends Record> FormPages.Shown shown(
      DeclaredForm<R> form,
      FormPage<R> page,
      int version,
      List<FilledField> fields,
      Optional<Text> problem,
      int status) {
    return new FormPages.Shown(
        page.title(), page.back(), version, fields, form.model()::emptyRow, problem, status);
  }

  /**
   * Saves a form page.
   *
   * @param version as the form carried it
   * @param keep only shows the text again, because the session ended while it was written
   */
  public FormPages.Sent save(
      Optional<StaffId> staff,
      Map<String, List<String>> form,
      Locale language,
      FormContext how,
      int version,
      boolean keep) {
    var call = new AdminCall(staff, variables, form, language);
    return calls.call(
        CallKind.PAGE, () -> save(declaration.form().orElseThrow(), call, how, version, keep));
  }

  private static <R extends Record> FormPages.Sent save(
      DeclaredForm<R> form, AdminCall call, FormContext how, int version, boolean keep)
      throws Exception {
    if (keep) {
      return refused(form, call, version, List.of(), Optional.of(Text.of("kit.kept")), 200);
    }
    return switch (form.model().parse(call.form(), how)) {
      case FormModel.Parsed.Invalid<R>(var errors) ->
          refused(form, call, version, errors, Optional.of(Text.of("kit.invalid")), 422);
      case FormModel.Parsed.Valid<R>(var value) -> {
        try {
          yield new FormPages.Sent.Saved(plain(form.handler().save(call, value, version)));
        } catch (MallException no) {
          if (no.kind() != ErrorKind.INVALID && no.kind() != ErrorKind.CONFLICT) {
            throw no;
          }
          yield refused(
              form, call, version, no.fields(), Optional.of(no.text()), no.kind().status());
        }
      }
    };
  }

  private static <R extends Record> FormPages.Sent refused(
      DeclaredForm<R> form,
      AdminCall call,
      int version,
      List<FieldError> errors,
      Optional<Text> problem,
      int status)
      throws Exception {
    return new FormPages.Sent.Refused(
        shown(
            form,
            form.handler().open(call),
            version,
            form.model().fill(call.form(), errors),
            problem,
            status));
  }
}
