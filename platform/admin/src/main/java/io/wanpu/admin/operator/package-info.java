/** The operator's console, and its interface for the command line. */
@NullMarked
package io.wanpu.admin.operator;

import org.jspecify.annotations.NullMarked;
