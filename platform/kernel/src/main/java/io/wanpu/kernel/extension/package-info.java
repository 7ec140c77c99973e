/** What the kernel asks of plugins; the plugin runtime answers. */
@NullMarked
package io.wanpu.kernel.extension;

import org.jspecify.annotations.NullMarked;
