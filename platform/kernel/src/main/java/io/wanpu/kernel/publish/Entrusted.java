package io.wanpu.kernel.publish;

import java.time.Instant;

/** That the shop's mini-program was entrusted to the third-party platform. */
public record Entrusted(String appId, Instant at, String by) {}
