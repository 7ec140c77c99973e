/**
 * The demo: shops, products, people and orders, made once from the files under {@code demo/} by the
 * same use cases that serve real shops.
 */
@NullMarked
package io.wanpu.server.demo;

import org.jspecify.annotations.NullMarked;
