/** Content in MariaDB. */
@NullMarked
package io.wanpu.kernel.content.jooq;

import org.jspecify.annotations.NullMarked;
