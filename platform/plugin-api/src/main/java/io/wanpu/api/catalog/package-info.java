/** What plugins can read of products and SKUs. */
@NullMarked
package io.wanpu.api.catalog;

import org.jspecify.annotations.NullMarked;
