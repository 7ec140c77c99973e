/** What the repository and the build bring: pages, themes, components, the browser runtime. */
@NullMarked
package io.wanpu.miniprogram.source;

import org.jspecify.annotations.NullMarked;
