/** The OpenAPI document, made from the resources and from what plugins declare. */
@NullMarked
package io.wanpu.storefront.openapi;

import org.jspecify.annotations.NullMarked;
