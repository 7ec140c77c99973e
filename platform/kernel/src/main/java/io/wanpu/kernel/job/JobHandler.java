package io.wanpu.kernel.job;

import io.wanpu.api.text.Text;

/** Does the work of one kind of job. */
public interface JobHandler {
  /** Name of the kind. */
  String kind();

  /** Whether it may begin anew after its node has died half way. */
  boolean repeatable();

  /**
   * Does it, with the shop bound. Says now and then how far it is: that keeps the lease, and ends
   * the run when somebody has cancelled it.
   *
   * @return how it ended
   * @throws io.wanpu.api.error.MallException ends the job; its words are the report
   * @throws Exception ends the job with a report that says to try again
   */
  Text run(JobRun run) throws Exception;
}
