package io.wanpu.api.plugin;

import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.data.PluginDb;
import io.wanpu.api.gate.Bells;
import io.wanpu.api.gate.Gates;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.message.Messages;
import io.wanpu.api.timer.Timers;
import java.time.InstantSource;
import java.time.ZoneId;

/** The mall as a plugin sees it. All of it acts on the shop of the call. */
public interface Mall {
  /** Shop of the call. @throws IllegalStateException outside a call */
  TenantId tenant();

  /** Zone of the shop's calendar days. */
  ZoneId zone();

  /** The mall's clock. Plugins use no other. */
  InstantSource clock();

  /** A new TSID. */
  long newId();

  PluginDb db();

  Catalog catalog();

  Timers timers();

  Messages messages();

  Gates gates();

  Bells bells();
}
