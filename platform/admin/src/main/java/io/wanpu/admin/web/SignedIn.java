package io.wanpu.admin.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session of staff holds: types of the JDK alone, so that any release of any node can read
 * it.
 *
 * @param epoch sessions of an older epoch of that staff are out
 * @param support token of the operator's session, when she helps in the shop
 */
public record SignedIn(TenantId tenant, StaffId staff, int epoch, Optional<String> support) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String OPERATOR = "operator";
  private static final long MOST_SUPPORT_MILLIS = 3_600_000;

  /** Stands for the operator where a member of staff is wanted; no id that is issued is so low. */
  private static final StaffId SUPPORT = new StaffId(1);

  /** Somebody of the shop. */
  public SignedIn(TenantId tenant, StaffId staff, int epoch) {
    this(tenant, staff, epoch, Optional.empty());
  }

  /** Who has signed in with the session of this request. */
  static Optional<SignedIn> of(HttpServletRequest request) {
    var session = present(request);
    if (session != null
        && session.getAttribute("tenant") instanceof Long tenant
        && session.getAttribute("staff") instanceof Long staff
        && session.getAttribute("epoch") instanceof Integer epoch) {
      return Optional.of(new SignedIn(new TenantId(tenant), new StaffId(staff), epoch));
    }
    if (session != null
        && session.getAttribute("support_tenant") instanceof Long tenant
        && session.getAttribute(OPERATOR) instanceof String token
        && System.currentTimeMillis() - session.getCreationTime() < MOST_SUPPORT_MILLIS) {
      return Optional.of(new SignedIn(new TenantId(tenant), SUPPORT, 0, Optional.of(token)));
    }
    return Optional.empty();
  }

  /** Begins a new session, under a new id, for that staff. */
  public void begin(HttpServletRequest request) {
    var session = renewed(request);
    session.setAttribute("tenant", tenant.value());
    session.setAttribute("staff", staff.value());
    session.setAttribute("epoch", epoch);
  }

  /**
   * Somebody whose password was right and whose code is still wanted.
   *
   * @param next page that she wants to see
   */
  public record Half(TenantId tenant, StaffId staff, int epoch, String next) {
    private static final long MOST_MILLIS = 600_000;

    /** Begins a session, under a new id, in which nobody is signed in yet. */
    public void begin(HttpServletRequest request) {
      var session = renewed(request);
      session.setAttribute("half_tenant", tenant.value());
      session.setAttribute("half_staff", staff.value());
      session.setAttribute("half_epoch", epoch);
      session.setAttribute("half_next", next);
    }

    /** Who is half in; empty after ten minutes. */
    public static Optional<Half> of(HttpServletRequest request) {
      var session = present(request);
      return session != null
              && session.getAttribute("half_tenant") instanceof Long tenant
              && session.getAttribute("half_staff") instanceof Long staff
              && session.getAttribute("half_epoch") instanceof Integer epoch
              && session.getAttribute("half_next") instanceof String next
              && session.getLastAccessedTime() - session.getCreationTime() < MOST_MILLIS
          ? Optional.of(new Half(new TenantId(tenant), new StaffId(staff), epoch, next))
          : Optional.empty();
    }
  }

  /** Begins a new session, under a new id, for an operator. */
  public static void beginOperator(HttpServletRequest request, String token) {
    renewed(request).setAttribute(OPERATOR, token);
  }

  /** Begins a session, under a new id, in which the operator helps in a shop for an hour. */
  public static void beginSupport(HttpServletRequest request, String token, TenantId shop) {
    var session = renewed(request);
    session.setAttribute(OPERATOR, token);
    session.setAttribute("support_tenant", shop.value());
  }

  /** The operator's token in this request's session. */
  public static Optional<String> operator(HttpServletRequest request) {
    var session = present(request);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((String) session.getAttribute(OPERATOR));
  }

  /** Ends the session. */
  public static void end(HttpServletRequest request) {
    var session = present(request);
    if (session != null) {
      session.invalidate();
    }
  }

  private static HttpSession renewed(HttpServletRequest request) {
    end(request);
    var session = opened(request);
    var token = new byte[24];
    RANDOM.nextBytes(token);
    session.setAttribute("csrf", Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    return session;
  }

  /** The session of the request, or null. @throws MallException 503 while Redis is away */
  private static @Nullable HttpSession present(HttpServletRequest request) {
    try {
      return request.getSession(false);
    } catch (RuntimeException e) {
      throw away(e);
    }
  }

  private static HttpSession opened(HttpServletRequest request) {
    try {
      return request.getSession(true);
    } catch (RuntimeException e) {
      throw away(e);
    }
  }

  private static MallException away(RuntimeException cause) {
    return new MallException(
        ErrorKind.UNAVAILABLE, "admin.sessions_away", List.of(), List.of(), cause);
  }
}
