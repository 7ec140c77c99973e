/** Categories, lists of products, product pages. */
@NullMarked
package io.wanpu.storefront.catalog;

import org.jspecify.annotations.NullMarked;
