/** Carts of members. Items that can no longer be bought are kept and explained. */
@NullMarked
package io.wanpu.kernel.cart;

import org.jspecify.annotations.NullMarked;
