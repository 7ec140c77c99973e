package io.wanpu.storefront.web;

import io.wanpu.kernel.shared.TenantBatcher;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.first.FirstPaint;
import io.wanpu.miniprogram.first.FirstPaint.Painted;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * First pages of shops, with what the interface says to somebody who is not known. Visitors of a
 * shop who come while one is painted share the next one, so that a rush is painted once and again.
 */
public final class FirstPages {
  private static final int MOST_VISITORS = 500;

  private final Services services;
  private final TenantBatcher<Wish, Optional<Painted>> batcher =
      new TenantBatcher<>(MOST_VISITORS, FirstPages::painted);

  FirstPages(Services services) {
    this.services = services;
  }

  private record Wish(Picture picture, OpenAnswers answers) {}

  /** What is painted: painters are the same only if they are one. */
  private record Picture(FirstPaint painter, Locale language) {}

  /** Paints a page of the shop that is bound; empty when nothing of it can be painted. */
  public Optional<Painted> paint(FirstPaint painter, Tenant shop, HttpServletRequest request) {
    var call = new ShopCall(services, shop, request, "", Optional.empty());
    return batcher.ask(new Wish(new Picture(painter, call.language()), new OpenAnswers(call)));
  }

  private static List<Optional<Painted>> painted(List<Wish> wishes) {
    Map<Picture, Optional<Painted>> painted = new HashMap<>();
    return wishes.stream()
        .map(
            wish ->
                painted.computeIfAbsent(
                    wish.picture(), picture -> picture.painter().paint(wish.answers())))
        .toList();
  }
}
