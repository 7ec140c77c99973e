/** What all of the shoppers' API shares: the filter before it, JSON, problems, limits, repeats. */
@NullMarked
package io.wanpu.storefront.web;

import org.jspecify.annotations.NullMarked;
