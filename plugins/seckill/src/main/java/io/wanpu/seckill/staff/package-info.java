/** What staff see: the running sale, live. */
@NullMarked
package io.wanpu.seckill.staff;

import org.jspecify.annotations.NullMarked;
