package io.wanpu.admin.web;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request of the thread: who, in which language. Bound by {@link AdminFilter}. */
public final class Visit {
  static final ScopedValue<Visit> CURRENT = ScopedValue.newInstance();

  /** Name of the cookie that remembers the theme. */
  public static final String THEME = "wanpu_theme";

  private static final String FLASH = "flash";
  private static final String CSRF = "csrf";

  private final HttpServletRequest request;
  private final Optional<Clerk> clerk;
  private final Phrases phrases;

  Visit(HttpServletRequest request, Optional<Clerk> clerk, Phrases phrases) {
    this.request = request;
    this.clerk = clerk;
    this.phrases = phrases;
  }

  /** The request of the thread. */
  public static Visit current() {
    return CURRENT.get();
  }

  /** Whether the thread serves the staff's door. */
  static boolean isBound() {
    return CURRENT.isBound();
  }

  /** Who is signed in, if anybody is. */
  public Optional<Clerk> signedIn() {
    return clerk;
  }

  /** Who is signed in. @throws MallException 401 when nobody is */
  public Clerk clerk() {
    return clerk.orElseThrow(
        () -> new MallException(ErrorKind.UNAUTHENTICATED, "admin.signed_out"));
  }

  /** The clerk as the audit log names her. */
  public Actor actor() {
    return clerk()
        .support()
        .map(login -> Actor.operator(login, Optional.of(browser())))
        .orElseGet(() -> Actor.staff(clerk().staff(), clerk().name(), Optional.of(browser())));
  }

  public Phrases phrases() {
    return phrases;
  }

  /** The chosen theme, {@code light} or {@code dark}; empty: as the system likes it. */
  public Optional<String> theme() {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        if (cookie.getName().equals(THEME)
            && (cookie.getValue().equals("light") || cookie.getValue().equals("dark"))) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Path within the door. */
  public String path() {
    return request.getRequestURI();
  }

  /** Path within the door with the query, to come back to. */
  public String pathAndQuery() {
    var query = request.getQueryString();
    var page = "GET".equals(request.getMethod()) ? path() : "/";
    return query == null ? page : page + "?" + query;
  }

  /** Path within the door with the query, whatever the method. */
  public String address() {
    var query = request.getQueryString();
    return query == null ? path() : path() + "?" + query;
  }

  /** Path of our page that the request came from, as the browser says. */
  Optional<String> cameFrom() {
    var referer = request.getHeader("Referer");
    try {
      return referer == null
          ? Optional.empty()
          : Optional.ofNullable(URI.create(referer).getPath())
              .filter(path -> path.equals(Redirect.safe(path)));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Whether htmx asks, and so wants a fragment. */
  public boolean htmx() {
    return "true".equals(request.getHeader("HX-Request"))
        && !"true".equals(request.getHeader("HX-History-Restore-Request"));
  }

  /** Whether staff may do this. */
  public boolean may(String permission) {
    return clerk.map(who -> who.may(permission)).orElse(permission.isEmpty());
  }

  /** Whether an operator sits at the console, as far as the session says. */
  boolean operator() {
    return clerk.isEmpty() && SignedIn.operator(request).isPresent();
  }

  /** Network address of the browser. */
  public String browser() {
    return request.getRemoteAddr();
  }

  /** The token that every form of this session carries; empty when nobody is signed in. */
  public String csrf() {
    return token().map(CsrfToken::masked).orElse("");
  }

  /** Whether a form carries the token of this session; nobody's session needs none. */
  boolean csrfHolds(@Nullable String given) {
    return token().map(token -> CsrfToken.matches(token, given)).orElse(true);
  }

  private Optional<String> token() {
    return session().map(session -> session.getAttribute(CSRF)).map(Object::toString);
  }

  /** Says on the next page what was done. */
  public void flash(String words) {
    session().ifPresent(session -> session.setAttribute(FLASH, words));
  }

  /** What was done by the request before, once. */
  public Optional<String> takeFlash() {
    return session()
        .flatMap(
            session -> {
              var words = Optional.ofNullable((String) session.getAttribute(FLASH));
              words.ifPresent(said -> session.removeAttribute(FLASH));
              return words;
            });
  }

  private Optional<HttpSession> session() {
    try {
      return Optional.ofNullable(request.getSession(false));
    } catch (RuntimeException away) {
      return Optional.empty(); // the page that says so is written without a session
    }
  }
}
