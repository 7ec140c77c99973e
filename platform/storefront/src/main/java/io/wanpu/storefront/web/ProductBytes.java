package io.wanpu.storefront.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.Digests;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Product pages as they were last written, in memory for two seconds at most. They carry nothing
 * that depends on the reader, so all share them.
 */
public final class ProductBytes {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 32L << 20;

  private final Cache<Key, Page> pages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .<Key, Page>weigher((key, page) -> page.body().length + 200)
          .expireAfter(Expiry.<Key, Page>creating((key, page) -> page.kept()))
          .build();

  private record Key(long shop, long product) {}

  /** A page, ready to be sent. */
  public static final class Page {
    private final byte[] body;
    private final String etag;
    private final Duration kept;

    Page(byte[] body, Duration kept) {
      this.body = body;
      this.etag = '"' + Digests.hex(Digests.sha256(body)).substring(0, 24) + '"';
      this.kept = kept;
    }

    public byte[] body() {
      return body;
    }

    /** Names this state of the page. */
    public String etag() {
      return etag;
    }

    Duration kept() {
      return kept;
    }

    /** Whether the program has this state already. @param header {@code If-None-Match} */
    public boolean isKnown(@Nullable String header) {
      return header != null && (header.contains(etag) || header.equals("*"));
    }
  }

  /**
   * A page that was just written.
   *
   * @param until how long it is right
   */
  public record Written(byte[] json, Duration until) {}

  /** The page if it is in memory. */
  @Nullable Page find(TenantId shop, long product) {
    return pages.getIfPresent(new Key(shop.value(), product));
  }

  /** The page, written again if need be; empty when there is none. */
  public Optional<Page> get(
      TenantId shop, ProductId product, Function<ProductId, Optional<Written>> write) {
    return Optional.ofNullable(
        pages.get(
            new Key(shop.value(), product.value()),
            key -> write.apply(product).map(ProductBytes::page).orElse(null)));
  }

  private static Page page(Written written) {
    return new Page(written.json(), written.until().compareTo(KEPT) < 0 ? written.until() : KEPT);
  }

  /** The product has changed on this node. */
  public void changed(TenantId shop, ProductId product) {
    pages.invalidate(new Key(shop.value(), product.value()));
  }
}
