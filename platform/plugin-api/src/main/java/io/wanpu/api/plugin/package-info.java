/** Lifecycle, obligations and services of a plugin. */
@NullMarked
package io.wanpu.api.plugin;

import org.jspecify.annotations.NullMarked;
