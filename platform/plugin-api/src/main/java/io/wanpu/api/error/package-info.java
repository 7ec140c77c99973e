/** Faults with a code; one mapper turns them into problem+json or a readable page. */
@NullMarked
package io.wanpu.api.error;

import org.jspecify.annotations.NullMarked;
