/**
 * Everything that a plugin can see: a plugin implements MallPlugin and registers what it brings
 * with Contributions.
 */
@NullMarked
package io.wanpu.api;

import org.jspecify.annotations.NullMarked;
