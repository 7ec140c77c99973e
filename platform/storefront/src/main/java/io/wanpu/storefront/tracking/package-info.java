/** Tracked events. */
@NullMarked
package io.wanpu.storefront.tracking;

import org.jspecify.annotations.NullMarked;
