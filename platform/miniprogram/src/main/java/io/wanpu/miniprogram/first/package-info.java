/** The first page of a shop as HTML, so that it is seen before the runtime has started. */
@NullMarked
package io.wanpu.miniprogram.first;

import org.jspecify.annotations.NullMarked;
