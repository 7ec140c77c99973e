/** Members in MariaDB. */
@NullMarked
package io.wanpu.kernel.member.jooq;

import org.jspecify.annotations.NullMarked;
