/** Pages of a plugin for staff. */
@NullMarked
package io.wanpu.api.admin;

import org.jspecify.annotations.NullMarked;
