/** The cart. */
@NullMarked
package io.wanpu.storefront.cart;

import org.jspecify.annotations.NullMarked;
