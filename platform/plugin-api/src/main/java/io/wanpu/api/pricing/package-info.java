/** What promotions see of a cart and what they may propose. The kernel decides. */
@NullMarked
package io.wanpu.api.pricing;

import org.jspecify.annotations.NullMarked;
