/** Signing in and out. */
@NullMarked
package io.wanpu.admin.signin;

import org.jspecify.annotations.NullMarked;
