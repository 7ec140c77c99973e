package io.wanpu.runtime.load;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.activity.Figure;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.form.FormModel.Parsed;
import io.wanpu.runtime.json.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Activities of one kind in the shop of the call, for the host's pages: lists, forms, publishing
 * and ending without knowing the plugin's record.
 */
public final class ActivityDesk {
  private final String plugin;
  private final Desk<?> desk;

  <A extends Record> ActivityDesk(
      String plugin, StoredActivities<A> stored, FormModel<A> form, PluginCalls calls) {
    this.plugin = plugin;
    this.desk = new Desk<>(stored, form, calls);
  }

  /**
   * An activity as staff see it.
   *
   * @param summary the activity in one sentence
   * @param figures live figures
   */
  public record Shown(
      ActivityId id,
      String name,
      Activity.Status status,
      Instant startsAt,
      Instant endsAt,
      int version,
      Text summary,
      List<Figure> figures) {}

  /** What became of saving a draft. */
  public sealed interface Saved {
    record Done(ActivityId id) implements Saved {}

    /** Nothing has happened. */
    record Invalid(List<FieldError> errors) implements Saved {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }

  public String plugin() {
    return plugin;
  }

  /** Name of the kind; its title has the bundle key {@code <plugin>.activity.<kind>}. */
  public String kind() {
    return desk.stored.type().kind();
  }

  public String titleKey() {
    return plugin + ".activity." + kind();
  }

  /** All, newest first, in pages of 50. */
  public List<Shown> list(Optional<ActivityId> before) {
    return desk.list(before);
  }

  public Optional<Shown> find(ActivityId id) {
    return desk.find(id);
  }

  /** The form of a new one. */
  public List<FilledField> blank() {
    return desk.form.fill(Map.of(), List.of());
  }

  /** The form of one that is there. @throws MallException 404 */
  public List<FilledField> form(ActivityId id, FormContext context) {
    return desk.form(id, context);
  }

  /** The form as it was sent, with what is wrong. */
  public List<FilledField> form(Map<String, List<String>> sent, List<FieldError> errors) {
    return desk.form.fill(sent, errors);
  }

  /** One empty row of a list of records. */
  public List<FilledField> emptyRow(String list, int number) {
    return desk.form.emptyRow(list, number);
  }

  /** JSON Schema of the record. */
  public Map<String, Object> schema() {
    return Schemas.document(plugin, desk.stored.type().config());
  }

  /** Saves a new draft that nobody in particular has written. */
  public Saved create(String name, Map<String, List<String>> sent, FormContext context) {
    return create(Actor.system(), name, sent, context);
  }

  /** Saves a new draft. @param by who writes it, for the audit log */
  public Saved create(Actor by, String name, Map<String, List<String>> sent, FormContext context) {
    return desk.save(by, Optional.empty(), 0, name, sent, context);
  }

  /** Changes a draft. @throws MallException 409 when somebody else changed it, or it is none */
  public Saved change(
      Actor by,
      ActivityId id,
      int version,
      String name,
      Map<String, List<String>> sent,
      FormContext context) {
    return desk.save(by, Optional.of(id), version, name, sent, context);
  }

  /** Publishes a draft for nobody in particular. */
  public void publish(ActivityId id, int version) {
    publish(Actor.system(), id, version);
  }

  /** Publishes a draft. @throws MallException 409 when stock is short, or it is over */
  public void publish(Actor by, ActivityId id, int version) {
    desk.stored.publish(by, id, version);
  }

  /** Ends it now. Idempotent. */
  public void end(Actor by, ActivityId id) {
    desk.stored.end(by, id);
  }

  private record Desk<A extends Record>(
      StoredActivities<A> stored, FormModel<A> form, PluginCalls calls) {
    List<Shown> list(Optional<ActivityId> before) {
      var all = stored.list(before);
      return calls.call(CallKind.PAGE, () -> all.stream().map(this::shown).toList());
    }

    Optional<Shown> find(ActivityId id) {
      var found = stored.find(id);
      return calls.call(CallKind.PAGE, () -> found.map(this::shown));
    }

    private Shown shown(Activity<A> activity) {
      return new Shown(
          activity.id(),
          activity.name(),
          activity.status(),
          activity.startsAt(),
          activity.endsAt(),
          activity.version(),
          stored.type().summary(activity),
          List.copyOf(stored.type().figures(activity)));
    }

    List<FilledField> form(ActivityId id, FormContext context) {
      var activity = stored.find(id).orElseThrow(() -> MallException.notFound("activity.unknown"));
      return form.fill(activity.config(), context);
    }

    Saved save(
        Actor by,
        Optional<ActivityId> id,
        int version,
        String name,
        Map<String, List<String>> sent,
        FormContext context) {
      return switch (form.parse(sent, context)) {
        case Parsed.Invalid<A>(var errors) -> new Saved.Invalid(errors);
        case Parsed.Valid<A>(var config) -> {
          try {
            // the plugin's own checks run in it
            yield new Saved.Done(
                calls.call(
                    CallKind.PAGE,
                    () ->
                        id.isPresent()
                            ? stored.change(Optional.of(by), id.get(), version, name, config).id()
                            : stored.create(Optional.of(by), name, config).id()));
          } catch (MallException e) {
            if (e.kind() == ErrorKind.INVALID) {
              yield new Saved.Invalid(e.fields());
            }
            throw e;
          }
        }
      };
    }
  }
}
