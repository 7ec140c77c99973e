package io.wanpu.admin.web;

import io.wanpu.admin.text.Language;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.CurrentActor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.text.MessageSource;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The staff's door: headers that confine the browser, Origin and CSRF token of everything that
 * changes something, the clerk and her shop bound to the thread.
 */
public final class AdminFilter implements Filter {
  private static final long FORM_LIMIT = 1 << 20;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String POLICY =
      "frame-src %s; default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final Clerks clerks;
  private final MessageSource bundles;
  private final InstantSource clock;
  private final URI publicUrl;
  private final String policy;
  private final ErrorPages errors;

  /**
   * @param publicUrl address of the admin as browsers see it; forms come from there
   * @param shops address of the storefronts, which the page designer shows in a frame
   */
  public AdminFilter(
      Clerks clerks,
      MessageSource bundles,
      InstantSource clock,
      URI publicUrl,
      String shops,
      ErrorPages errors) {
    this.clerks = clerks;
    this.bundles = bundles;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.policy = POLICY.formatted(shops);
    this.errors = errors;
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) req;
    var response = (HttpServletResponse) res;
    request.setCharacterEncoding("UTF-8");
    confine(response);
    if (request.getRequestURI().startsWith(Assets.PREFIX)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    Visit visit;
    try {
      visit = visit(request);
    } catch (RuntimeException e) {
      var stranger = new Visit(request, Optional.empty(), phrases(request, Optional.empty()));
      ScopedValue.where(Visit.CURRENT, stranger).run(() -> errors.write(response, e));
      return;
    }
    ScopedValue.where(Visit.CURRENT, visit)
        .<Boolean, IOException>call(() -> serve(visit, request, response, chain));
  }

  /** Shop and clerk are bound around everything, for error pages have a menu as well. */
  private boolean serve(
      Visit visit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    return visit.signedIn().isPresent()
        ? CurrentTenant.<Boolean, IOException>call(
            visit.clerk().tenant(),
            () ->
                CurrentActor.<Boolean, IOException>call(
                    visit.actor(), () -> answer(visit, request, response, chain)))
        : answer(visit, request, response, chain);
  }

  private boolean answer(
      Visit visit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      if (!SAFE.contains(request.getMethod())) {
        checkOrigin(visit, request);
      }
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      errors.write(response, e);
    }
    return true;
  }

  private Visit visit(HttpServletRequest request) {
    var clerk = SignedIn.of(request).flatMap(clerks::find);
    return new Visit(request, clerk, phrases(request, clerk));
  }

  private Phrases phrases(HttpServletRequest request, Optional<Clerk> clerk) {
    var language =
        cookie(request, LANGUAGE)
            .flatMap(Language::of)
            .or(() -> clerk.flatMap(Clerk::language))
            .orElseGet(() -> Language.negotiate(request.getHeader("Accept-Language")));
    return new Phrases(
        bundles,
        language,
        clerk.map(Clerk::zone).orElse(ZoneId.of("Asia/Shanghai")),
        clerk.map(Clerk::currency).orElse("CNY"),
        clock);
  }

  /** Name of the cookie that remembers the chosen language. */
  public static final String LANGUAGE = "wanpu_lang";

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private void confine(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  }

  /** A form of ours comes from our own pages and carries the token of the session. */
  private void checkOrigin(Visit visit, HttpServletRequest request) {
    if (request.getRequestURI().startsWith("/operator/api/")) {
      return; // takes a bearer token only, which no browser adds by itself
    }
    var type = request.getContentType();
    if (type != null
        && type.startsWith("application/x-www-form-urlencoded")
        && (request.getContentLengthLong() < 0 || request.getContentLengthLong() > FORM_LIMIT)) {
      throw new MallException(ErrorKind.TOO_LARGE, "request.too_large");
    }
    if (!sameOrigin(request.getHeader("Origin"), request.getHeader("Host"))) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.foreign_origin");
    }
    if (!visit.csrfHolds(given(request))) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.csrf");
    }
  }

  private static @Nullable String given(HttpServletRequest request) {
    var header = request.getHeader("X-CSRF-Token");
    try {
      return header != null ? header : request.getParameter("_csrf");
    } catch (RuntimeException unreadable) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
  }

  private boolean sameOrigin(@Nullable String origin, @Nullable String host) {
    if (origin == null || host == null) {
      return false;
    }
    try {
      var from = URI.create(origin);
      return ("http".equals(from.getScheme()) || "https".equals(from.getScheme()))
          && (host.equals(from.getAuthority())
              || publicUrl.getAuthority().equals(from.getAuthority()));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
