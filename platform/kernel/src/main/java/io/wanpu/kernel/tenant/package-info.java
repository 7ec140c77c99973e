/** Shops: the directory, their status, their settings. */
@NullMarked
package io.wanpu.kernel.tenant;

import org.jspecify.annotations.NullMarked;
