package io.wanpu.kernel.catalog;

import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.id.SkuId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalog as plugins see it. */
public final class PluginCatalog implements Catalog {
  private static final int MOST_FOUND = 20;

  private final Skus skus;

  public PluginCatalog(Skus skus) {
    this.skus = skus;
  }

  @Override
  public Map<SkuId, SkuFacts> skus(Collection<SkuId> ids) {
    return skus.facts(ids).values().stream()
        .map(PluginCatalog::shown)
        .collect(Collectors.toMap(SkuFacts::sku, f -> f));
  }

  @Override
  public List<SkuFacts> search(String words) {
    return skus.search(words, MOST_FOUND).stream().map(PluginCatalog::shown).toList();
  }

  private static SkuFacts shown(io.wanpu.kernel.catalog.SkuFacts f) {
    return new SkuFacts(
        f.sku(),
        f.product(),
        f.category(),
        f.title(),
        f.spec(),
        f.price(),
        f.media(),
        f.available(),
        f.onShelf());
  }
}
