package io.wanpu.api.event;

import io.wanpu.api.id.EventId;
import java.time.Instant;

/**
 * One try to deliver an event.
 *
 * @param id idempotency key of the handler
 * @param at when it happened
 * @param attempt 1 for the first try
 */
public record Delivery(EventId id, Instant at, int attempt) {}
