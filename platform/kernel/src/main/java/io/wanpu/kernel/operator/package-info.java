/** Who runs the platform. */
@NullMarked
package io.wanpu.kernel.operator;

import org.jspecify.annotations.NullMarked;
