package io.wanpu.storefront.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.first.FirstPaint;
import io.wanpu.miniprogram.web.Rules;
import io.wanpu.miniprogram.web.WebBundle;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * First pages of shops, with what the interface says to somebody who is not known, so that all
 * share them. One that is two seconds old is painted anew while it is shown once more; when a
 * product of the shop changes, and after ten seconds, it is not shown again.
 */
public final class FirstPages {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration SHOWN = Duration.ofSeconds(10);
  private static final int MOST = 2_000;

  private final Services services;
  private final LoadingCache<Picture, Optional<FirstPage>> pages =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .refreshAfterWrite(FRESH)
          .expireAfterWrite(SHOWN)
          .executor(painting -> Thread.ofVirtual().start(painting))
          .build(this::painted);

  FirstPages(Services services) {
    this.services = services;
  }

  /** What is painted: painters and rules are the same only if they are one. */
  private record Picture(Tenant shop, FirstPaint painter, Rules rules, Locale language) {}

  /**
   * A page as it will be seen.
   *
   * @param sheet the rules that it needs
   * @param answers what the runtime would ask for first, by address, as JSON
   */
  public record FirstPage(String html, Rules.Sheet sheet, String answers) {}

  /** The first page of a shop; empty when nothing of it can be painted. */
  public Optional<FirstPage> of(WebBundle bundle, Tenant shop, HttpServletRequest request) {
    return bundle
        .first()
        .flatMap(
            painter ->
                pages.get(new Picture(shop, painter, bundle.rules(), Languages.of(request))));
  }

  /** What the shop sells has changed. */
  void changed(TenantId shop) {
    pages.asMap().keySet().removeIf(picture -> picture.shop().id().equals(shop));
  }

  private Optional<FirstPage> painted(Picture picture) {
    var shop = picture.shop();
    var call = new ShopCall(services, shop, picture.language());
    return CurrentTenant.call(shop.id(), () -> picture.painter().paint(new OpenAnswers(call)))
        .map(
            painted -> {
              var below = "/api/v1/shops/" + shop.code();
              var answers = new TreeMap<String, Object>();
              painted
                  .answers()
                  .forEach(
                      (path, answer) ->
                          answers.put(path.isEmpty() ? below : below + "/" + path, answer));
              return new FirstPage(
                  painted.html(), picture.rules().seenIn(painted.html()), Json.write(answers));
            });
  }
}
