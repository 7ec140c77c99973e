/** Stock: what is there of each SKU, what moved it, counting and taking in. */
@NullMarked
package io.wanpu.admin.inventory;

import org.jspecify.annotations.NullMarked;
