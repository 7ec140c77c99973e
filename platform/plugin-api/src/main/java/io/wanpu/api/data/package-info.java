/** Data of a plugin: its own tables, reached through jOOQ. */
@NullMarked
package io.wanpu.api.data;

import org.jspecify.annotations.NullMarked;
