/** A merchant's people: who they are, how they sign in, what they may do. */
@NullMarked
package io.wanpu.kernel.staff;

import org.jspecify.annotations.NullMarked;
