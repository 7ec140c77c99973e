/** Draws the pictures of the demo's products from small vector drawings and palettes. */
@NullMarked
package io.wanpu.server.demo.picture;

import org.jspecify.annotations.NullMarked;
