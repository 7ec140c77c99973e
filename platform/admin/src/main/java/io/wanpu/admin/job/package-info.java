/** Jobs that staff have started: progress, report, result; and the export of any list. */
@NullMarked
package io.wanpu.admin.job;

import org.jspecify.annotations.NullMarked;
