/** The audit log: every change by staff, append-only, in the transaction of the change. */
@NullMarked
package io.wanpu.kernel.audit;

import org.jspecify.annotations.NullMarked;
