/**
 * Long work of staff, e.g. an export: a row with its progress, a worker on any node, a report in
 * the end, perhaps a file. Whoever started it can leave and find it again.
 *
 * <p>A node that dies half way loses its lease. Another one begins anew where the handler says that
 * this does no harm, at most {@link io.wanpu.kernel.job.JobWorker#TRIES} times; else the job ends
 * as failed and says how far it came.
 */
@NullMarked
package io.wanpu.kernel.job;

import org.jspecify.annotations.NullMarked;
