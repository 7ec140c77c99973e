/** Compiling WXSS. */
@NullMarked
package io.wanpu.miniprogram.style;

import org.jspecify.annotations.NullMarked;
