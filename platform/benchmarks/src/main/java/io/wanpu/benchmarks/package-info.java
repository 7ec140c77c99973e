/** The ratios we promise, each against its limit: {@code ./mall bench}. */
@NullMarked
package io.wanpu.benchmarks;

import org.jspecify.annotations.NullMarked;
