package io.wanpu.seckill.claim;

import io.wanpu.api.id.MemberId;

/**
 * A member wants pieces.
 *
 * @param key {@code Idempotency-Key} of the request: the same key gives the same claim
 */
public record Wish(MemberId member, int quantity, String key) {}
