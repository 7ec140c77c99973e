package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.db.Tables.SHOP_PAGE;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE_VERSION;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.content.LivePages;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * What shoppers see, in memory. Which versions these are is looked up again after two seconds or
 * when a bell has rung; versions never change, so they are read once.
 */
final class PublishedPages {
  private static final Duration TRUSTED = Duration.ofSeconds(2);
  private static final long MOST_CHARACTERS = 64L << 20;

  private final TenantDb db;
  private final Cache<Long, LivePages> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .<Long, LivePages>weigher((shop, pages) -> weight(pages))
          .expireAfterAccess(Duration.ofHours(6))
          .build();
  private final Cache<Long, LivePages> trusted =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TRUSTED).build();

  private record Live(String name, long page, int no) {}

  PublishedPages(TenantDb db) {
    this.db = db;
  }

  private static int weight(LivePages pages) {
    return 200 + pages.pages().values().stream().mapToInt(page -> page.json().length()).sum();
  }

  void changed(TenantId shop) {
    trusted.invalidate(shop.value());
  }

  LivePages of() {
    return trusted.get(CurrentTenant.id().value(), this::look);
  }

  private LivePages look(long tenant) {
    var live =
        db.read(
            dsl ->
                dsl.select(SHOP_PAGE.NAME, SHOP_PAGE.ID, SHOP_PAGE.LIVE_NO)
                    .from(SHOP_PAGE)
                    .where(SHOP_PAGE.TENANT_ID.eq(tenant), SHOP_PAGE.LIVE_NO.isNotNull())
                    .orderBy(SHOP_PAGE.ID)
                    .fetch(
                        r ->
                            new Live(
                                r.get(SHOP_PAGE.NAME),
                                r.get(SHOP_PAGE.ID),
                                r.get(SHOP_PAGE.LIVE_NO))));
    var key = live.stream().map(Live::toString).toList();
    var before = known.getIfPresent(tenant);
    if (before != null && before.key().equals(key)) {
      return before;
    }
    var pages = read(tenant, live, key);
    known.put(tenant, pages);
    return pages;
  }

  private LivePages read(long tenant, List<Live> live, List<String> key) {
    var pages = new TreeMap<String, PageContent>();
    if (!live.isEmpty()) {
      db.read(
          dsl ->
              dsl.select(SHOP_PAGE.NAME, SHOP_PAGE_VERSION.TITLE, SHOP_PAGE_VERSION.BLOCKS)
                  .from(SHOP_PAGE)
                  .join(SHOP_PAGE_VERSION)
                  .on(
                      SHOP_PAGE_VERSION.TENANT_ID.eq(SHOP_PAGE.TENANT_ID),
                      SHOP_PAGE_VERSION.PAGE_ID.eq(SHOP_PAGE.ID),
                      SHOP_PAGE_VERSION.NO.eq(SHOP_PAGE.LIVE_NO))
                  .where(SHOP_PAGE.TENANT_ID.eq(tenant), SHOP_PAGE_VERSION.TENANT_ID.eq(tenant))
                  .fetch(
                      r ->
                          pages.put(
                              r.get(SHOP_PAGE.NAME),
                              PageContent.stored(
                                  r.get(SHOP_PAGE_VERSION.TITLE),
                                  r.get(SHOP_PAGE_VERSION.BLOCKS)))));
    }
    return new LivePages(key, pages);
  }
}
