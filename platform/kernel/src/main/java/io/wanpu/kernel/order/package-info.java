/** Checkout and orders: from a priced cart to a received parcel. */
@NullMarked
package io.wanpu.kernel.order;

import org.jspecify.annotations.NullMarked;
