/** What is prepared while the module is built. */
@NullMarked
package io.wanpu.miniprogram.build;

import org.jspecify.annotations.NullMarked;
