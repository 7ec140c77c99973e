/** Products, their specs and SKUs, categories, search, and what shoppers read of them. */
@NullMarked
package io.wanpu.kernel.catalog;

import org.jspecify.annotations.NullMarked;
