/** The media library in MariaDB. */
@NullMarked
package io.wanpu.kernel.media.jooq;

import org.jspecify.annotations.NullMarked;
