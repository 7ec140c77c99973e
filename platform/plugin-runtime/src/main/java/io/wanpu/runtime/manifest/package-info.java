/** What a plugin jar says of itself in {@code plugin.yaml}. */
@NullMarked
package io.wanpu.runtime.manifest;

import org.jspecify.annotations.NullMarked;
