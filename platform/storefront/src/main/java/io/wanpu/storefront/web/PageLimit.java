package io.wanpu.storefront.web;

import io.wanpu.api.text.Text;
import io.wanpu.kernel.text.Reader;
import io.wanpu.kernel.text.Texts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Counts the pages of storefronts with the calls of the API: who asks too often is told so on a
 * page that can be read. What a page loads under the hash of its content is not counted, it is in
 * memory and asked for once.
 */
public final class PageLimit implements Filter {
  private static final Pattern ASSET = Pattern.compile("/s/[^/]+/_/(.+)");
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
          + " 'none'";

  private final Limits limits;
  private final Texts texts;
  private final Predicate<String> free;

  /**
   * @param free whether an asset is under a name that its content gives it
   */
  PageLimit(Limits limits, Texts texts, Predicate<String> free) {
    this.limits = limits;
    this.texts = texts;
    this.free = free;
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) req;
    if (!isFree(request.getRequestURI())) {
      try {
        limits.address(request.getRemoteAddr());
      } catch (TooMany e) {
        refuse(e, Reader.in(Languages.of(request)), (HttpServletResponse) res);
        return;
      }
    }
    chain.doFilter(req, res);
  }

  private boolean isFree(String path) {
    var asset = ASSET.matcher(path);
    return asset.matches() && free.test(asset.group(1)) || path.equals("/s/front.css");
  }

  private void refuse(TooMany tooMany, Reader reader, HttpServletResponse response)
      throws IOException {
    response.setStatus(429);
    response.setHeader("Retry-After", Long.toString(tooMany.seconds()));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Language", reader.language().toLanguageTag());
    response.setContentType("text/html;charset=UTF-8");
    var page =
        """
        <!doctype html>
        <html lang="%1$s">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%2$s</title>
            <link rel="stylesheet" href="/s/front.css">
          </head>
          <body>
            <main>
              <h1>%2$s</h1>
              <p>%3$s</p>
            </main>
          </body>
        </html>
        """
            .formatted(
                reader.language().toLanguageTag(),
                texts.write(Text.of("problem.too_many"), reader),
                texts.write(Text.of("error.request.too_many"), reader))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
