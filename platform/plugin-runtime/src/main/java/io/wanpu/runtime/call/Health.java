package io.wanpu.runtime.call;

import java.util.Optional;

/**
 * How a plugin fares on this node since it was loaded.
 *
 * @param failures calls that threw something unexpected
 * @param timeouts calls that ran into their deadline
 * @param refused calls turned away because too many were in flight
 * @param stuck calls that went on after they had been interrupted
 * @param lastFailure the last unexpected exception
 */
public record Health(
    long calls,
    long failures,
    long timeouts,
    long refused,
    int inFlight,
    int stuck,
    Optional<String> lastFailure,
    Optional<Trip> trip) {}
