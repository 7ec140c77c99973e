/** The blocks of decorated pages: those of the mall, and where those of plugins are found. */
@NullMarked
package io.wanpu.miniprogram.block;

import org.jspecify.annotations.NullMarked;
