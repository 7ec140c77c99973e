/** Stock that a plugin's activity holds for a member until an order uses it. */
@NullMarked
package io.wanpu.api.claim;

import org.jspecify.annotations.NullMarked;
