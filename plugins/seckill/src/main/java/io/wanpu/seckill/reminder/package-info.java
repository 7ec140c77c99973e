/** Messages that members asked for: before a sale starts, and before a claim runs out. */
@NullMarked
package io.wanpu.seckill.reminder;

import org.jspecify.annotations.NullMarked;
