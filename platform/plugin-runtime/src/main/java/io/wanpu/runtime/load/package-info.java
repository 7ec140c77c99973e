/**
 * Loading plugin jars: a class loader that shows a plugin what it may see, what the plugin
 * contributes, and letting go of all of it again.
 */
@NullMarked
package io.wanpu.runtime.load;

import org.jspecify.annotations.NullMarked;
