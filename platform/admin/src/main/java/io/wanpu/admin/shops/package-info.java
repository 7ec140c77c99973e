/** Shops of staff who work in several. */
@NullMarked
package io.wanpu.admin.shops;

import org.jspecify.annotations.NullMarked;
