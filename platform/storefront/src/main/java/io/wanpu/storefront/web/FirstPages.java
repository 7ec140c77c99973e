package io.wanpu.storefront.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.first.FirstPaint;
import io.wanpu.miniprogram.web.Asset;
import io.wanpu.miniprogram.web.Rules;
import io.wanpu.miniprogram.web.WebBundle;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * First pages of shops, with what the interface says to somebody who is not known, so that all
 * share them. One that is four seconds old is shown once more and then painted anew; when a product
 * of the shop changes, and after ten seconds, it is not shown again.
 */
public final class FirstPages {
  private static final Duration FRESH = Duration.ofSeconds(4);
  private static final Duration SHOWN = Duration.ofSeconds(10);

  /** Until who is shown the old page has got his pictures, too. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final int MOST = 2_000;

  private final Services services;
  private final Writer writer;
  private final LoadingCache<Picture, Optional<FirstPage>> pages =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .refreshAfterWrite(FRESH)
          .expireAfterWrite(SHOWN)
          .executor(
              CompletableFuture.delayedExecutor(
                  QUIET.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread))
          .build(this::painted);

  FirstPages(Services services, Writer writer) {
    this.services = services;
    this.writer = writer;
  }

  /** Makes the document that shows a painting; the shop is bound. */
  @FunctionalInterface
  public interface Writer {
    Asset write(Picture picture, Painting painting);
  }

  /** What is painted. @param base address below which the shop is found */
  public record Picture(Tenant shop, WebBundle bundle, String base, Locale language) {}

  /**
   * A page as it will be seen.
   *
   * @param sheet the rules that it needs
   * @param answers what the runtime would ask for first, by address, as JSON
   */
  public record Painting(String html, Rules.Sheet sheet, String answers) {}

  /**
   * A painting, and the document that shows it.
   *
   * @param document as it travels to who asks for the shop and nothing else
   */
  public record FirstPage(Painting painting, Asset document) {}

  /** The first page of a shop; empty when nothing of it can be painted. */
  public Optional<FirstPage> of(
      WebBundle bundle, Tenant shop, String base, HttpServletRequest request) {
    return bundle.first().isEmpty()
        ? Optional.empty()
        : pages.get(new Picture(shop, bundle, base, Languages.of(request)));
  }

  /** What the shop sells has changed. */
  void changed(TenantId shop) {
    pages.asMap().keySet().removeIf(picture -> picture.shop().id().equals(shop));
  }

  private Optional<FirstPage> painted(Picture picture) {
    return CurrentTenant.call(
        picture.shop().id(),
        () ->
            picture
                .bundle()
                .first()
                .flatMap(painter -> painter.paint(answers(picture)))
                .map(painted -> painting(picture, painted))
                .map(painting -> new FirstPage(painting, writer.write(picture, painting))));
  }

  private OpenAnswers answers(Picture picture) {
    return new OpenAnswers(new ShopCall(services, picture.shop(), picture.language()));
  }

  private static Painting painting(Picture picture, FirstPaint.Painted painted) {
    var below = "/api/v1/shops/" + picture.shop().code();
    var answers = new TreeMap<String, Object>();
    painted
        .answers()
        .forEach(
            (path, answer) -> answers.put(path.isEmpty() ? below : below + "/" + path, answer));
    return new Painting(
        painted.html(), picture.bundle().rules().seenIn(painted.html()), Json.write(answers));
  }
}
