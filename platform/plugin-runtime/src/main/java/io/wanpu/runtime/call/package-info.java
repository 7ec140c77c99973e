/**
 * Every call into a plugin: deadline, bulkhead, counting of failures, switching off.
 *
 * <p>A call runs on its caller's thread, so that nothing is handed over on the hot path; a watchdog
 * interrupts it at its deadline and answers shoppers in its stead. What remains: a loop that
 * ignores the interrupt keeps its thread until the server restarts. The bulkhead bounds how many
 * there can be, two of them switch the plugin off on this node, and background work, which one
 * worker thread does for all plugins, runs on threads of its own.
 */
@NullMarked
package io.wanpu.runtime.call;

import org.jspecify.annotations.NullMarked;
