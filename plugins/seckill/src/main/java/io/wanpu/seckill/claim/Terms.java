package io.wanpu.seckill.claim;

import java.time.Duration;

/**
 * Terms under which pieces are claimed.
 *
 * @param perMember pieces that a member may have
 * @param lease how long a claim is held without an order
 */
record Terms(int perMember, Duration lease) {}
