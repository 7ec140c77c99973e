/** Processes that outlive the JVM that started them, found again by their pid files. */
@NullMarked
package io.wanpu.launcher.process;

import org.jspecify.annotations.NullMarked;
