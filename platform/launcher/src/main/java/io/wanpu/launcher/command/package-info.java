/**
 * The verbs of {@code ./mall} that need Java: each reads its arguments, acts, and speaks in plain
 * sentences.
 */
@NullMarked
package io.wanpu.launcher.command;

import org.jspecify.annotations.NullMarked;
