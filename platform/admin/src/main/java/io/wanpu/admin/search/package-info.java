/** One search over orders, products, members and pages. */
@NullMarked
package io.wanpu.admin.search;

import org.jspecify.annotations.NullMarked;
