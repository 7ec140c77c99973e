/** A merchant opens a shop by herself. */
@NullMarked
package io.wanpu.admin.register;

import org.jspecify.annotations.NullMarked;
