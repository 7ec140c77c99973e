package io.wanpu.server;

import io.wanpu.admin.Admin;
import io.wanpu.admin.web.ErrorPages;
import io.wanpu.admin.web.Pages;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link Startup} has built, for the beans of the HTTP edge. */
record Parts(Mall mall, Admin admin, Storefronts storefronts) {
  private static volatile @Nullable Parts parts;

  static void set(Parts built) {
    parts = built;
  }

  /** The mall, once it is built. */
  static Optional<Mall> find() {
    return Optional.ofNullable(parts).map(Parts::mall);
  }

  private static Parts get() {
    var built = parts;
    if (built == null) {
      throw new IllegalStateException("the mall has not been built");
    }
    return built;
  }

  /** Makes them available for injection. */
  @ApplicationScoped
  public static class Producer {
    @Produces
    @Singleton
    Mall mall() {
      return get().mall();
    }

    @Produces
    @Singleton
    Storefronts storefronts() {
      return get().storefronts();
    }

    @Produces
    @Singleton
    Pages pages() {
      return get().admin().pages();
    }

    @Produces
    @Singleton
    ErrorPages errors() {
      return get().admin().errors();
    }
  }
}
