package io.wanpu.kernel.job;

import java.io.IOException;
import java.io.OutputStream;

/** A job while it runs. */
public interface JobRun {
  Job job();

  /** What it was started with. */
  <T> T input(Class<T> type);

  /**
   * Says how far it is.
   *
   * @param total 0 while that is not known
   * @throws Stopped when it was cancelled, or another node has taken it over
   */
  void progress(long done, long total);

  /** The file that it makes; whatever was written before is gone. The caller closes it. */
  OutputStream file(String name, String type) throws IOException;

  /** Ends the run; handlers let it pass. */
  final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(null, null, false, false);
    }
  }
}
