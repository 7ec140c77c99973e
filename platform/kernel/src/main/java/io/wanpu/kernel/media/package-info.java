/** Pictures: checked when they are uploaded, kept by content. */
@NullMarked
package io.wanpu.kernel.media;

import org.jspecify.annotations.NullMarked;
