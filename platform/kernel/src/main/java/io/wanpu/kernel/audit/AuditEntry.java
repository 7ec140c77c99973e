package io.wanpu.kernel.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the audit log.
 *
 * @param before JSON, or empty for what came into being
 * @param after JSON, or empty for what went away
 */
public record AuditEntry(
    long id,
    Instant at,
    Actor actor,
    String action,
    String subject,
    Optional<String> before,
    Optional<String> after) {}
