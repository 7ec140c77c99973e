package io.wanpu.runtime.load;

import io.wanpu.api.error.FieldError;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.form.FormModel.Parsed;
import io.wanpu.runtime.json.Models;
import io.wanpu.runtime.json.Schemas;
import java.util.List;
import java.util.Map;

/** A plugin's settings in the shop of the call, for those who show and save their form. */
public final class SettingsDesk {
  private final String plugin;
  private final Desk<?> desk;

  <S extends Record> SettingsDesk(
      String plugin, StoredSettings<S> settings, FormModel<S> form, MallServices services) {
    this.plugin = plugin;
    this.desk = new Desk<>(plugin, settings, form, services);
  }

  /** What became of saving. */
  public sealed interface Saved {
    record Done() implements Saved {}

    /** Nothing has happened. */
    record Invalid(List<FieldError> errors) implements Saved {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }

    /** Somebody else saved meanwhile; nothing has happened. */
    record Stale() implements Saved {}
  }

  public String plugin() {
    return plugin;
  }

  /** The form as it stands. */
  public List<FilledField> form(FormContext context) {
    return desk.form(context);
  }

  /** The form as it was sent, with what is wrong. */
  public List<FilledField> form(Map<String, List<String>> sent, List<FieldError> errors) {
    return desk.form.fill(sent, errors);
  }

  /** One empty row of a list of records. */
  public List<FilledField> emptyRow(String list, int number) {
    return desk.form.emptyRow(list, number);
  }

  /** Version that a save must name. */
  public int version() {
    return desk.settings.version();
  }

  /** JSON Schema of the record. */
  public Map<String, Object> schema() {
    return Schemas.document(plugin, desk.settings.type());
  }

  /** Saves what was sent. */
  public Saved save(
      Actor actor,
      AuditLog audit,
      Map<String, List<String>> sent,
      FormContext context,
      int version) {
    return desk.save(actor, audit, sent, context, version);
  }

  private record Desk<S extends Record>(
      String plugin, StoredSettings<S> settings, FormModel<S> form, MallServices services) {
    List<FilledField> form(FormContext context) {
      return form.fill(settings.current(), context);
    }

    Saved save(
        Actor actor,
        AuditLog audit,
        Map<String, List<String>> sent,
        FormContext context,
        int version) {
      return switch (form.parse(sent, context)) {
        case Parsed.Invalid<S>(var errors) -> new Saved.Invalid(errors);
        case Parsed.Valid<S>(var value) -> {
          var before = Models.plain(settings.current());
          var saved =
              services
                  .db()
                  .<Boolean>transaction(
                      tx -> {
                        if (!services.settings().save(tx, plugin, settings.write(value), version)) {
                          return false;
                        }
                        audit.record(
                            tx,
                            actor,
                            "plugin.settings_changed",
                            "plugin:" + plugin,
                            before,
                            Models.plain(value));
                        return true;
                      });
          yield saved ? new Saved.Done() : new Saved.Stale();
        }
      };
    }
  }
}
