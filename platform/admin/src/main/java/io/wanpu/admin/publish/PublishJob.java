package io.wanpu.admin.publish;

import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.JobHandler;
import io.wanpu.kernel.job.JobRun;
import io.wanpu.kernel.publish.CarryOut;
import io.wanpu.kernel.publish.ReleaseId;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import java.io.IOException;

/**
 * Carries out what is wanted of a version at WeChat. It may begin anew at any point: what was done
 * already is not done again.
 */
public final class PublishJob implements JobHandler {
  /** Name of this kind of job. */
  public static final String KIND = "publish";

  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 1_000;

  private final Mall mall;
  private final Storefronts storefronts;

  public PublishJob(Mall mall, Storefronts storefronts) {
    this.mall = mall;
    this.storefronts = storefronts;
  }

  /** Which version. */
  public record Wanted(ReleaseId release) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Text run(JobRun run) throws InterruptedException {
    var carryOut =
        mall.publishing()
            .orElseThrow(() -> MallException.conflict("publish.no_platform"))
            .carryOut();
    run.progress(0, 2);
    var became = advanced(carryOut, run);
    run.progress(2, 2);
    return became;
  }

  private Text advanced(CarryOut carryOut, JobRun run) throws InterruptedException {
    var id = run.input(Wanted.class).release();
    for (var left = TRIES - 1; ; left--) {
      try {
        return carryOut.advance(
            id,
            () -> {
              run.progress(1, 2);
              return storefronts.made(mall.tenants().current());
            });
      } catch (IOException e) {
        // nobody knows whether WeChat did it; the next try asks first
        if (left == 0) {
          throw MallException.conflict("publish.unclear");
        }
        Thread.sleep(PAUSE_MILLIS);
        run.progress(0, 2);
      }
    }
  }
}
