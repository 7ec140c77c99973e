/** The first page: what happened today and what waits. */
@NullMarked
package io.wanpu.admin.home;

import org.jspecify.annotations.NullMarked;
