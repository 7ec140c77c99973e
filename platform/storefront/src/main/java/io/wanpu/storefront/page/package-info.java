/** The page at the front of the shoppers' door. */
@NullMarked
package io.wanpu.storefront.page;

import org.jspecify.annotations.NullMarked;
