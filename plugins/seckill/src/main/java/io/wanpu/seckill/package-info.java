/**
 * The flash sale: a few pieces, a low price, a moment when everybody comes. Activities, prices and
 * what staff enter are here; who gets a piece is decided in {@code claim}.
 */
@NullMarked
package io.wanpu.seckill;

import org.jspecify.annotations.NullMarked;
