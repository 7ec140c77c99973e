/** Redis: gates, bells. Nothing in it is the truth. */
@NullMarked
package io.wanpu.kernel.shared.redis;

import org.jspecify.annotations.NullMarked;
