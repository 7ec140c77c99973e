/** Shops in MariaDB. */
@NullMarked
package io.wanpu.kernel.tenant.jooq;

import org.jspecify.annotations.NullMarked;
