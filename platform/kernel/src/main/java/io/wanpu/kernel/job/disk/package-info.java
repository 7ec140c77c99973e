/** Results of jobs on a disk, for one machine. */
@NullMarked
package io.wanpu.kernel.job.disk;

import org.jspecify.annotations.NullMarked;
