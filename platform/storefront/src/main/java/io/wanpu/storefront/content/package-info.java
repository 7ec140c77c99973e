/** Articles and the privacy notice. */
@NullMarked
package io.wanpu.storefront.content;

import org.jspecify.annotations.NullMarked;
