package io.wanpu.api.event;

/**
 * Something that happened, in the past tense. Types only gain components; handlers are idempotent
 * by event id.
 */
public interface MallEvent {
  /** What it is about, e.g. {@code order:123}. */
  String subject();
}
