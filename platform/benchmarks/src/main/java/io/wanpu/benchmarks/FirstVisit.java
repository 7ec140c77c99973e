package io.wanpu.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.benchmarks.load.LoadGenerator;
import io.wanpu.benchmarks.load.Requests;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.testkit.Shop;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A shopper's first visit: the home page of a shop in a browser that has nothing kept, until its
 * largest part is painted, against a page of plain HTML with the same words and the same pictures
 * in the same places.
 */
final class FirstVisit implements Benchmark {
  private static final int PICTURES = 12;
  private static final int WIDE = 800;
  private static final String PLAIN = "/bench/replay/home";

  /** Milliseconds until the largest part was painted. */
  private static final String PAINTED =
      """
      () => new Promise(done => {
        let last = 0;
        new PerformanceObserver(list => list.getEntries().forEach(each => { last = each.startTime; }))
            .observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => done(last), 200);
      })
      """;

  /** The page that is shown as plain HTML: its words and pictures, each where it is. */
  private static final String AS_PLAIN =
      """
      () => {
        const at = (box) => `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px`;
        const parts = [];
        for (const image of document.querySelectorAll('.mp-view img')) {
          const box = image.getBoundingClientRect();
          if (image.currentSrc && box.width > 0 && box.top < innerHeight) parts.push(`<img alt="" src="${image.currentSrc}" style="${at(box)};object-fit:cover">`);
        }
        const walker = document.createTreeWalker(document.querySelector('.mp-frame'), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const text = walker.currentNode.textContent.trim();
          const parent = walker.currentNode.parentElement;
          const box = parent.getBoundingClientRect();
          if (text && box.width > 0 && box.top < innerHeight && !['STYLE', 'SCRIPT'].includes(parent.tagName)) {
            const span = document.createElement('span');
            span.textContent = text;
            parts.push(`<span style="${at(box)};font-size:${getComputedStyle(parent).fontSize}">${span.innerHTML}</span>`);
          }
        }
        return '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            + '<title>plain</title><style>img,span{position:absolute;overflow:hidden}</style></head><body>' + parts.join('') + '</body></html>';
      }
      """;

  @Override
  public void run(Arena arena) {
    var shop = Shop.open(arena.mall());
    fill(shop);
    var base = arena.server().storefront().toString();
    var ours = base + "/s/" + shop.code() + "/";
    try (var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = launched(playwright);
        var load = new LoadGenerator(arena.server().storefront().getPort(), 1)) {
      var plain = plain(browser, ours);
      Arena.say("home: the plain page has %d pictures".formatted(plain.split("<img ").length - 1));
      load.ask(Requests.send("PUT", PLAIN, "", ""), 204);
      load.ask(Requests.send("PUT", PLAIN + "/answer", "", plain), 204);
      new Duel(
              "home",
              "first visits/s of a shop's home page until its largest part is painted, against plain"
                  + " HTML with the same pictures; at most 1.5 times as long",
              0.667,
              3,
              11,
              2)
          .fight(() -> visit(browser, ours), () -> visit(browser, base + PLAIN));
    }
  }

  private static Browser launched(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(
                    Path.of(System.getenv().getOrDefault("WANPU_CHROMIUM", "/usr/bin/chromium")))
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run")));
  }

  private static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("zh-CN");
  }

  private static String plain(Browser browser, String address) {
    try (var context = browser.newContext(phone())) {
      var page = opened(context.newPage(), address);
      page.waitForSelector(".mp-frame[data-shown]");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      return (String) page.evaluate(AS_PLAIN);
    }
  }

  /**
   * @return visits a second
   */
  private static double visit(Browser browser, String address) {
    try (var context = browser.newContext(phone())) {
      var page = opened(context.newPage(), address);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      var millis = ((Number) page.evaluate(PAINTED)).doubleValue();
      if (millis <= 0) {
        throw new IllegalStateException("nothing was painted at " + address);
      }
      return 1_000 / millis;
    }
  }

  private static Page opened(Page page, String address) {
    page.setDefaultTimeout(30_000);
    page.navigate(address);
    return page;
  }

  private static void fill(Shop shop) {
    shop.run(
        () -> {
          for (var i = 0; i < PICTURES; i++) {
            var picture =
                shop.mall().media().upload(Actor.system(), i + ".jpg", "image/jpeg", picture(i));
            var plain = ProductDraft.plain("春茶礼盒 " + (i + 1) + " 号", 9_900L + i);
            var unused =
                shop.mall()
                    .products()
                    .create(
                        Actor.system(),
                        new ProductDraft(
                            plain.category(),
                            plain.title(),
                            "明前采摘，手工辉锅",
                            plain.detail(),
                            plain.specs(),
                            List.of(picture.key().toString()),
                            Product.Status.ON_SHELF,
                            Optional.empty(),
                            Optional.empty(),
                            plain.skus()));
          }
        });
  }

  /** A picture with as much in it as a photo. */
  private static byte[] picture(int seed) {
    var random = new Random(seed);
    var image = new BufferedImage(WIDE, WIDE, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.getHSBColor(seed / (float) PICTURES, 0.3f, 0.9f));
    canvas.fillRect(0, 0, WIDE, WIDE);
    for (var i = 0; i < 400; i++) {
      canvas.setColor(Color.getHSBColor(random.nextFloat(), 0.5f, 0.8f));
      canvas.fillOval(
          random.nextInt(WIDE), random.nextInt(WIDE), random.nextInt(90), random.nextInt(90));
    }
    canvas.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
