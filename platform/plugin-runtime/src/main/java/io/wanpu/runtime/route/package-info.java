/** Routes of plugins for shoppers: finding them, calling them, describing them. */
@NullMarked
package io.wanpu.runtime.route;

import org.jspecify.annotations.NullMarked;
