/** The catalog in MariaDB. */
@NullMarked
package io.wanpu.kernel.catalog.jooq;

import org.jspecify.annotations.NullMarked;
