/**
 * Starts what the mall stands on: MariaDB, Redis, the WeChat sandbox and the server nodes, for
 * {@code mall up}, for tests and for code generation. Knows none of the other modules.
 */
@NullMarked
package io.wanpu.launcher;

import org.jspecify.annotations.NullMarked;
