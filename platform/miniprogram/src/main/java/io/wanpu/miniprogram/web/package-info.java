/** What a browser loads of a shop. */
@NullMarked
package io.wanpu.miniprogram.web;

import org.jspecify.annotations.NullMarked;
