package io.wanpu.admin.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.admin.text.Language;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages that look the same in many visits but for one piece, such as the rows of a list: each is
 * rendered once, and cut where the token and that piece go.
 */
final class KeptPages {
  private static final long MOST_BYTES = 8_000_000;

  /** Nobody can guess it: what people write never becomes the filling. */
  private final String mark = "filling-" + UUID.randomUUID();

  private final Cache<Key, Cut> pages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key key, Cut page) -> page.length())
          .build();
  private final String tokenMark;
  private final Function<Key, String> renderer;

  /**
   * All that such a page depends on.
   *
   * @param around null for a fragment
   */
  record Key(
      String template,
      Optional<String> fragment,
      Language language,
      @Nullable Around around,
      Map<String, @Nullable Object> model) {}

  /**
   * @param tokenMark stands in rendered pages where the reader's token goes
   * @param renderer renders a page, with {@link #mark} where the filling goes
   */
  KeptPages(String tokenMark, Function<Key, String> renderer) {
    this.tokenMark = tokenMark;
    this.renderer = renderer;
  }

  /** Stands in rendered pages where the filling goes. */
  String mark() {
    return mark;
  }

  /** The page in UTF-8, with that token and that filling. */
  byte[] filled(Key key, String token, String filling) {
    return pages
        .get(key, this::cut)
        .filled(token.getBytes(StandardCharsets.UTF_8), filling.getBytes(StandardCharsets.UTF_8));
  }

  private Cut cut(Key key) {
    var html = renderer.apply(key);
    var pieces = new ArrayList<Piece>();
    var from = 0;
    while (true) {
      var token = html.indexOf(tokenMark, from);
      var filling = html.indexOf(mark, from);
      if (token < 0 && filling < 0) {
        break;
      }
      var isToken = filling < 0 || (token >= 0 && token < filling);
      var at = isToken ? token : filling;
      pieces.add(new Piece(bytes(html, from, at), isToken));
      from = at + (isToken ? tokenMark : mark).length();
    }
    return new Cut(List.copyOf(pieces), bytes(html, from, html.length()));
  }

  private static byte[] bytes(String html, int from, int to) {
    return html.substring(from, to).getBytes(StandardCharsets.UTF_8);
  }

  /** A piece of the page, and whether the token follows or the filling. */
  private record Piece(byte[] html, boolean beforeToken) {}

  private record Cut(List<Piece> pieces, byte[] end) {
    int length() {
      return pieces.stream().mapToInt(piece -> piece.html().length).sum() + end.length;
    }

    byte[] filled(byte[] token, byte[] filling) {
      var page =
          new ByteArrayOutputStream(length() + pieces.size() * token.length + filling.length);
      for (var piece : pieces) {
        page.writeBytes(piece.html());
        page.writeBytes(piece.beforeToken() ? token : filling);
      }
      page.writeBytes(end);
      return page.toByteArray();
    }
  }
}
