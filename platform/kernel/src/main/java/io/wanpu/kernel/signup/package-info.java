/** A merchant opens a shop by herself: a code to her phone, then the shop with its owner. */
@NullMarked
package io.wanpu.kernel.signup;

import org.jspecify.annotations.NullMarked;
