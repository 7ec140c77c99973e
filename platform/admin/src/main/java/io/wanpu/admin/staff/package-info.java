/** Staff and their roles. */
@NullMarked
package io.wanpu.admin.staff;

import org.jspecify.annotations.NullMarked;
