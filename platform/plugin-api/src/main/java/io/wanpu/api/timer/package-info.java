/** Durable timers. */
@NullMarked
package io.wanpu.api.timer;

import org.jspecify.annotations.NullMarked;
