/** How the shop looks to shoppers. */
@NullMarked
package io.wanpu.admin.storefront;

import org.jspecify.annotations.NullMarked;
