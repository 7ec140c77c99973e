/** Durable timers: rows, claimed in batches. */
@NullMarked
package io.wanpu.kernel.timer;

import org.jspecify.annotations.NullMarked;
