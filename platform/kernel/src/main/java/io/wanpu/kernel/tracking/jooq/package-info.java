/** Tracking in MariaDB. */
@NullMarked
package io.wanpu.kernel.tracking.jooq;

import org.jspecify.annotations.NullMarked;
