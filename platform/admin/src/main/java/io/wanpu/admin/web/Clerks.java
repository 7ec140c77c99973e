package io.wanpu.admin.web;

import java.util.Optional;

/** Reads who is behind a session, anew for every request. */
@FunctionalInterface
public interface Clerks {
  /** The staff with today's permissions; empty when dismissed or signed out everywhere since. */
  Optional<Clerk> find(SignedIn session);
}
