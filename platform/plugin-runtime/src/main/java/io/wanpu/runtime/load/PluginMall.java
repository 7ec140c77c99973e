package io.wanpu.runtime.load;

import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.data.PluginDb;
import io.wanpu.api.data.Tx;
import io.wanpu.api.gate.Bells;
import io.wanpu.api.gate.Gates;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.message.Messages;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.timer.Timers;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.redis.RedisGates;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.Use;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mall as one loaded plugin sees it: every key carries the plugin's id. */
final class PluginMall implements Mall, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginMall.class);
  private static final int MAX_BELL = 200;
  private static final int MAX_PAYLOAD = 4096;

  private final Manifest manifest;
  private final MallServices services;
  private final PluginCalls calls;
  private final Set<String> timerNames;
  private final Function<String, Optional<MessageTemplate>> templates;
  private final PluginDb db;
  private final Gates gates;
  private final List<AutoCloseable> listeners = new CopyOnWriteArrayList<>();

  PluginMall(
      Manifest manifest,
      MallServices services,
      PluginCalls calls,
      Set<String> timerNames,
      Function<String, Optional<MessageTemplate>> templates) {
    this.manifest = manifest;
    this.services = services;
    this.calls = calls;
    this.timerNames = timerNames;
    this.templates = templates;
    this.db = new SchemaDb(services.db().forSchema(manifest.schema()));
    this.gates = new RedisGates(services.redis(), manifest.id());
  }

  private void need(Use use) {
    if (!manifest.uses().contains(use)) {
      throw new IllegalStateException(
          "plugin "
              + manifest.id()
              + " needs '"
              + use.word()
              + "' under 'uses' of its "
              + Manifest.FILE);
    }
  }

  @Override
  public TenantId tenant() {
    return CurrentTenant.id();
  }

  @Override
  public ZoneId zone() {
    return services.tenants().current().zone();
  }

  @Override
  public InstantSource clock() {
    return services.clock();
  }

  @Override
  public long newId() {
    return services.ids().next();
  }

  @Override
  public PluginDb db() {
    return db;
  }

  @Override
  public Catalog catalog() {
    need(Use.CATALOG);
    return services.catalog();
  }

  @Override
  public Timers timers() {
    return new OwnTimers();
  }

  @Override
  public Messages messages() {
    need(Use.MESSAGES);
    return new OwnMessages();
  }

  @Override
  public Gates gates() {
    return gates;
  }

  @Override
  public Bells bells() {
    return new OwnBells();
  }

  /** Stops hearing bells. */
  @Override
  public void close() {
    for (var listener : listeners) {
      try {
        listener.close();
      } catch (Exception e) {
        LOG.warn("plugin {}: a bell could not be given up", manifest.id(), e);
      }
    }
    listeners.clear();
  }

  private final class OwnTimers implements Timers {
    private String owner(String name) {
      if (!timerNames.contains(name)) {
        throw new IllegalArgumentException(
            "plugin " + manifest.id() + " contributes no timer '" + name + "'");
      }
      return manifest.id() + "/" + name;
    }

    @Override
    public void set(Tx tx, String name, String key, Instant dueAt, String payload) {
      if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD) {
        throw new IllegalArgumentException("the payload of a timer has at most 4 KB");
      }
      var json = payload.isEmpty() ? "null" : payload;
      Json.tree(json);
      services.timers().set(tx, owner(name), Names.key(key), dueAt, json);
    }

    @Override
    public void cancel(Tx tx, String name, String key) {
      services.timers().cancel(tx, owner(name), Names.key(key));
    }
  }

  private final class OwnMessages implements Messages {
    private MessageTemplate template(String name) {
      return templates
          .apply(name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "plugin " + manifest.id() + " contributes no message '" + name + "'"));
    }

    @Override
    public void accept(Tx tx, MemberId member, String template) {
      services.messages().accept(tx, member, manifest.id() + "/" + template(template).name());
    }

    @Override
    public boolean send(
        Tx tx, MemberId member, String template, String key, Map<String, String> values) {
      var found = template(template);
      var full = manifest.id() + "/" + Names.key(key);
      return services
          .messages()
          .write(
              tx,
              member,
              manifest.id() + "/" + found.name(),
              found.page(),
              full.length() > 80 ? full.substring(0, 80) : full,
              values);
    }
  }

  private final class OwnBells implements Bells {
    private String full(String name) {
      return "plugin/" + manifest.id() + "/" + Names.checked(name);
    }

    @Override
    public void ring(String name, String text) {
      if (text.length() > MAX_BELL) {
        throw new IllegalArgumentException("the text of a bell has at most 200 characters");
      }
      services.bells().ring(full(name), Optional.of(CurrentTenant.id()), text);
    }

    @Override
    public void listen(String name, Consumer<String> listener) {
      listeners.add(
          services
              .bells()
              .listen(
                  full(name),
                  (tenant, text) ->
                      tenant.ifPresent(
                          shop -> CurrentTenant.run(shop, () -> hear(listener, text)))));
    }

    private void hear(Consumer<String> listener, String text) {
      calls.call(
          CallKind.BELL,
          () -> {
            listener.accept(text);
            return true;
          });
    }
  }
}
