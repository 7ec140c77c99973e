/** Plugins in MariaDB: jars, wished and seen state, the shops that have switched them on. */
@NullMarked
package io.wanpu.runtime.store;

import org.jspecify.annotations.NullMarked;
