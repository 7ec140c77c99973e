/** How a shop wants to look: theme, tokens, pages, tab bar. */
@NullMarked
package io.wanpu.miniprogram.design;

import org.jspecify.annotations.NullMarked;
