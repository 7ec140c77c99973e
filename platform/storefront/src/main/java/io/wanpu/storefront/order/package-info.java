/** Checkout, orders, payments. */
@NullMarked
package io.wanpu.storefront.order;

import org.jspecify.annotations.NullMarked;
