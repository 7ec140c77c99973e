/**
 * A plugin for measurements: one route with everything before it that any plugin's route has, and
 * nothing behind it.
 */
@NullMarked
package io.wanpu.benchmarks.route;

import org.jspecify.annotations.NullMarked;
