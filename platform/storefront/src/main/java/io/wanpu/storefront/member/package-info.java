/** Signing in, profile, addresses. */
@NullMarked
package io.wanpu.storefront.member;

import org.jspecify.annotations.NullMarked;
