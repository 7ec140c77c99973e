/** One's own account: password and second factor. */
@NullMarked
package io.wanpu.admin.profile;

import org.jspecify.annotations.NullMarked;
