package io.wanpu.server.demo;

import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.runtime.Mall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo: two shops that have been trading for weeks.
 *
 * <p>It is loaded once, by one node, in two parts: {@link #load} before the mall's workers run,
 * because it writes the past and nobody else may fire its timers; {@link #open} once plugins are
 * loaded. Both can be broken off at any point and are completed by the next start.
 */
public final class DemoShops {
  private static final Logger LOG = LoggerFactory.getLogger(DemoShops.class);
  private static final List<String> FILES = List.of("tea-house", "linen");
  private static final String MARK = "demo";
  private static final int SAMPLES = 8;

  private final Mall mall;
  private final DemoClock clock;
  private final DemoPasswords passwords;
  private final List<ShopFile> files;

  /**
   * @param clock the clock that the mall was built with
   */
  public DemoShops(Mall mall, DemoClock clock) {
    this.mall = mall;
    this.clock = clock;
    this.passwords = new DemoPasswords(mall.config());
    this.files = FILES.stream().map(ShopFile::named).toList();
  }

  /** Loads shops, products, people and orders, unless they are there. */
  public void load() {
    var begin = System.nanoTime();
    try (var lock = StartLock.of(mall.config().database())) {
      var missing = files.stream().filter(file -> !isLoaded(file)).toList();
      var galleries = new HashMap<ShopFile, Gallery>();
      for (var file : missing) {
        var gallery = new Gallery();
        gallery.draw(file.products());
        galleries.put(file, gallery);
      }
      for (var file : missing) {
        var shop = ShopLoader.open(mall, clock, file);
        CurrentTenant.run(shop.id(), () -> load(file, shop, ShopFile.in(galleries, file)));
      }
      if (!missing.isEmpty()) {
        LOG.info("the demo was loaded in {} ms", (System.nanoTime() - begin) / 1_000_000);
      }
    }
  }

  private boolean isLoaded(ShopFile file) {
    return mall.tenants()
        .byCode(file.code())
        .filter(shop -> CurrentTenant.call(shop.id(), () -> mall.settings().find(MARK).isPresent()))
        .isPresent();
  }

  private void load(ShopFile file, Tenant shop, Gallery gallery) {
    var now = clock.instant();
    var loader = new ShopLoader(mall, clock, file, passwords, shop.zone());
    loader.load(gallery);
    LOG.info("{}: products and people are there", file.code());
    new History(
            mall, clock, file.code(), loader.shipper(), loader.products(), loader.membersByCode())
        .live(new Plan(file, now, shop.zone()).orders());
    mall.tenantDb()
        .<Boolean>transaction(
            tx ->
                mall.settings().save(tx, MARK, Json.write(Map.of("loadedAt", now.toString())), 0));
  }

  /**
   * Switches plugins on, opens the sales that should run now, and writes {@code demo.json}.
   *
   * @param target the file
   */
  public void open(Path target) {
    try (var lock = StartLock.of(mall.config().database())) {
      var shops = new ArrayList<DemoFile.Shop>();
      for (var file : files) {
        var tenant = mall.tenants().byCode(file.code());
        tenant.ifPresent(shop -> shops.add(CurrentTenant.call(shop.id(), () -> opened(file))));
      }
      var config = mall.config();
      new DemoFile(
              config.storefrontUrl(),
              config.adminUrl(),
              config.storefrontUrl() + "/openapi",
              config.wechat().url(),
              shops,
              new DemoFile.Operator(config.operator().login(), config.operator().password()))
          .write(target);
    }
  }

  private DemoFile.Shop opened(ShopFile file) {
    var products = products(file);
    var running = new Sales(mall, products).open(file.sales());
    var base = mall.config().storefrontUrl();
    return new DemoFile.Shop(
        file.code(),
        file.name(),
        base + "/s/" + file.code() + "/",
        base + "/api/v1/shops/" + file.code(),
        file.staff().stream()
            .map(c -> new DemoFile.Clerk(c.login(), passwords.of(c.login()), c.name(), c.role()))
            .toList(),
        file.members().stream()
            .map(p -> new DemoFile.Person(p.nickname(), DemoFile.loginCode(p)))
            .toList(),
        file.products().stream()
            .filter(goods -> goods.stock() > 0 && products.containsKey(goods.title()))
            .limit(SAMPLES)
            .map(goods -> ShopFile.in(products, goods.title()))
            .map(
                p ->
                    new DemoFile.Sample(
                        p.id().toString(), p.skus().getFirst().id().toString(), p.title()))
            .toList(),
        running);
  }

  /** The products that the file and the sales speak of, by title. */
  private Map<String, Product> products(ShopFile file) {
    var wanted = new LinkedHashMap<String, Product>();
    var titles = file.products().stream().map(ShopFile.Goods::title).toList();
    mall.products().list(Products.Filter.all(), Optional.empty(), 500).items().stream()
        .filter(row -> titles.contains(row.title()))
        .forEach(row -> mall.products().find(row.id()).ifPresent(p -> wanted.put(p.title(), p)));
    return wanted;
  }
}
