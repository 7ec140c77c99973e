/**
 * What every feature of the kernel stands on: the shop of the call, clock, ids, JSON,
 * configuration.
 */
@NullMarked
package io.wanpu.kernel.shared;

import org.jspecify.annotations.NullMarked;
