/** Deliveries of events that were given up. */
@NullMarked
package io.wanpu.admin.delivery;

import org.jspecify.annotations.NullMarked;
