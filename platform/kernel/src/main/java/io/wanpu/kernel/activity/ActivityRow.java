package io.wanpu.kernel.activity;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.id.ActivityId;
import java.time.Instant;

/**
 * An activity as the kernel stores it; its plugin reads the configuration.
 *
 * @param plugin id of the plugin that runs it
 * @param kind kind of activity, named by the plugin
 * @param config the plugin's record as JSON
 * @param version optimistic lock
 */
public record ActivityRow(
    ActivityId id,
    String plugin,
    String kind,
    String name,
    Activity.Status status,
    Instant startsAt,
    Instant endsAt,
    String config,
    int version) {}
