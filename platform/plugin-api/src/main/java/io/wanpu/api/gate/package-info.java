/** Fast counters in Redis in front of durable stock. */
@NullMarked
package io.wanpu.api.gate;

import org.jspecify.annotations.NullMarked;
