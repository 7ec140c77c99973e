/** Marketing: the plugin market, activities of every plugin, pages that plugins bring. */
@NullMarked
package io.wanpu.admin.marketing;

import org.jspecify.annotations.NullMarked;
