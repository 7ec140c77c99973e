/** Blocks of decorated pages: the form of their settings, and what their components get of them. */
@NullMarked
package io.wanpu.runtime.block;

import org.jspecify.annotations.NullMarked;
