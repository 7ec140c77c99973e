/** Answers that are kept for a while, so that a request may be repeated without a second effect. */
@NullMarked
package io.wanpu.kernel.idempotency;

import org.jspecify.annotations.NullMarked;
