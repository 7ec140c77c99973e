/** Staff in MariaDB. */
@NullMarked
package io.wanpu.kernel.staff.jooq;

import org.jspecify.annotations.NullMarked;
