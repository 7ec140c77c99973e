/** Orders: the list with what waits, the detail with how the price came about, shipping. */
@NullMarked
package io.wanpu.admin.order;

import org.jspecify.annotations.NullMarked;
