/**
 * Who gets a piece. Members' wishes for one SKU queue up in a {@code Lane}; one of the waiting
 * threads writes them all in one transaction. The row of {@code sale_stock} decides, a gate in
 * Redis and a flag in memory only spare it hopeless work.
 */
@NullMarked
package io.wanpu.seckill.claim;

import org.jspecify.annotations.NullMarked;
