package io.wanpu.runtime.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.plugin.Settings;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.tenant.TenantSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plugin's settings in the shop of the call. Components that a later version added have their
 * defaults until the shop saves.
 *
 * @param <S> the record
 */
final class StoredSettings<S extends Record> implements Settings<S> {
  private final String plugin;
  private final Class<S> type;
  private final S defaults;
  private final TenantSettings settings;
  private final PluginJson json;
  private final Map<TenantId, Read<S>> read = new ConcurrentHashMap<>();

  private record Read<S>(int version, S value) {}

  StoredSettings(
      String plugin, Class<S> type, S defaults, TenantSettings settings, PluginJson json) {
    this.plugin = plugin;
    this.type = type;
    this.defaults = defaults;
    this.settings = settings;
    this.json = json;
  }

  Class<S> type() {
    return type;
  }

  @Override
  public S current() {
    var stored = settings.find(plugin);
    if (stored.isEmpty()) {
      return defaults;
    }
    var shop = CurrentTenant.id();
    var known = read.get(shop);
    if (known == null || known.version() != stored.get().version()) {
      known = new Read<>(stored.get().version(), parse(stored.get().json()));
      read.put(shop, known);
    }
    return known.value();
  }

  private S parse(String text) {
    try {
      ObjectNode merged = json.strict().valueToTree(defaults);
      merged.setAll((ObjectNode) json.strict().readTree(text));
      return json.stored().treeToValue(merged, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the settings were written for another version of plugin " + plugin, e);
    }
  }

  /** Version that a save must name; 0 when the shop has saved none. */
  int version() {
    return settings.find(plugin).map(TenantSettings.Stored::version).orElse(0);
  }

  /** Text of a value for the row. */
  String write(Record value) {
    var errors = json.constraints().check(value);
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
    return json.write(value);
  }
}
