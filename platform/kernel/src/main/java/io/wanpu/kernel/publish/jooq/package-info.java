/** Versions of mini-programs, and who entrusted hers, in MariaDB. */
@NullMarked
package io.wanpu.kernel.publish.jooq;

import org.jspecify.annotations.NullMarked;
