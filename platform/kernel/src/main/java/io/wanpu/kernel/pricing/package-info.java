/**
 * What a cart costs, and why. {@link io.wanpu.kernel.pricing.Pricing} is a pure function: no
 * database, clock or random; the same input gives the same bytes. {@link
 * io.wanpu.kernel.pricing.Refunds} gives back what was paid, fen by fen.
 */
@NullMarked
package io.wanpu.kernel.pricing;

import org.jspecify.annotations.NullMarked;
