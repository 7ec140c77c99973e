/** The composition root of the mall, and the runtime of its plugins. */
@NullMarked
package io.wanpu.runtime;

import org.jspecify.annotations.NullMarked;
