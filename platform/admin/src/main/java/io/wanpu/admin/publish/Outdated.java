package io.wanpu.admin.publish;

import io.wanpu.kernel.publish.Release;
import io.wanpu.kernel.publish.Release.State;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import java.util.EnumSet;
import java.util.Optional;

/** Whether shoppers in WeChat have another storefront than the one that browsers show. */
public final class Outdated {
  private Outdated() {}

  /** The released version, when it is not made from what the shop is made from now. */
  public static Optional<Release> of(Mall mall, Storefronts storefronts) {
    return mall.releases()
        .latestIn(EnumSet.of(State.RELEASED))
        .filter(
            release ->
                !release
                    .fingerprint()
                    .equals(Optional.of(storefronts.fingerprint(mall.tenants().current()))));
  }
}
