/** What staff have changed. */
@NullMarked
package io.wanpu.admin.audit;

import org.jspecify.annotations.NullMarked;
