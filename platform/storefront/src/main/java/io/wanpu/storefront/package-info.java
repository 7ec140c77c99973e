/**
 * HTTP for shoppers: the JSON API of a shop, callbacks of payment providers, the OpenAPI document.
 */
@NullMarked
package io.wanpu.storefront;

import org.jspecify.annotations.NullMarked;
