/** Products: the list, and the form with pictures, specs, prices and stock. */
@NullMarked
package io.wanpu.admin.product;

import org.jspecify.annotations.NullMarked;
