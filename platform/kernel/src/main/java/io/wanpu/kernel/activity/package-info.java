/** Runs of promotions and the stock that is allocated to them. */
@NullMarked
package io.wanpu.kernel.activity;

import org.jspecify.annotations.NullMarked;
