/** Pages of plugins for staff: finding them, calling them, their menu entries. */
@NullMarked
package io.wanpu.runtime.admin;

import org.jspecify.annotations.NullMarked;
