/** The audit log in MariaDB. */
@NullMarked
package io.wanpu.kernel.audit.jooq;

import org.jspecify.annotations.NullMarked;
