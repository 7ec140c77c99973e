/** What a shop says of itself. */
@NullMarked
package io.wanpu.storefront.shop;

import org.jspecify.annotations.NullMarked;
