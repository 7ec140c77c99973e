package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.member.MemberTokens.Visitor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.text.Reader;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Before every call of the API: takes the address apart, binds the shop and the member, keeps to
 * the limits, reads the body, makes repeats harmless. Whatever goes wrong leaves as a problem.
 */
public final class ApiFilter implements Filter {
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final String BEARER = "Bearer ";

  private final Services services;
  private final PluginRoutes plugins;

  ApiFilter(Services services) {
    this.services = services;
    this.plugins = new PluginRoutes(services);
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) req;
    var response = (HttpServletResponse) res;
    try {
      serve(request, response, chain);
    } catch (ServletException | RuntimeException e) {
      var cause = e instanceof ServletException wrapped && e.getCause() != null ? e.getCause() : e;
      services.problems().send(cause, Reader.in(Languages.of(request)), request, response);
    }
  }

  private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", POLICY);
    var path = ApiPath.parse(request.getRequestURI());
    var shop = shop(path);
    if (path.area() == ApiPath.Area.SHOPS && sendProduct(shop, path, request, response)) {
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (request.getQueryString() != null) {
      ApiPath.checkQuery(request.getQueryString());
    }
    if (path.area() == ApiPath.Area.SHOPS) {
      services.limits().address(request.getRemoteAddr());
      services.limits().shop(shop.id());
    }
    CurrentTenant.<@Nullable Void, IOException>call(
        shop.id(),
        () -> {
          inShop(shop, path, request, response, chain);
          return null;
        });
  }

  private Tenant shop(ApiPath path) {
    var shop =
        services
            .mall()
            .tenants()
            .byCode(path.shop())
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    // money of a closed shop's orders still arrives
    return switch (path.area() == ApiPath.Area.CALLBACKS ? Tenant.Status.ACTIVE : shop.status()) {
      case ACTIVE -> shop;
      case SUSPENDED -> throw new MallException(ErrorKind.FORBIDDEN, "tenant.suspended");
      case CLOSED -> throw new MallException(ErrorKind.FORBIDDEN, "tenant.closed");
    };
  }

  /** The short way of a product page that is in memory. */
  private boolean sendProduct(
      Tenant shop, ApiPath path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var id = path.product();
    if (id == 0 || !request.getMethod().equals("GET")) {
      return false;
    }
    var page = services.products().find(shop.id(), id);
    if (page == null) {
      return false;
    }
    response.setHeader("ETag", page.etag());
    response.setHeader("Cache-Control", "no-cache");
    if (page.isKnown(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      new Answer(200, page.body()).send(response);
    }
    return true;
  }

  private void inShop(
      Tenant shop,
      ApiPath path,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException {
    var token = token(request);
    var visitor =
        token.isEmpty() ? Optional.<Visitor>empty() : services.mall().memberTokens().visitor(token);
    var call = new ShopCall(services, shop, request, token, visitor);
    try {
      visitor.map(Visitor::member).ifPresent(services.limits()::member);
      if (path.rest().startsWith("login/")) {
        services.limits().signIn(request.getRemoteAddr());
      }
      var body = Bodies.read(request);
      if (body.length > 0 && path.area() == ApiPath.Area.SHOPS) {
        Bodies.checkType(request);
      }
      ScopedValue.where(ShopCall.CURRENT, call)
          .<@Nullable Void, Exception>call(
              () -> {
                dispatch(call, path, body, response, chain);
                return null;
              });
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      var cause = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
      services.problems().send(cause, call.reader(), request, response);
    }
  }

  private void dispatch(
      ShopCall call, ApiPath path, byte[] body, HttpServletResponse response, FilterChain chain)
      throws Exception {
    if (path.area() == ApiPath.Area.SHOPS && path.rest().startsWith("x/")) {
      plugins.serve(call, path.rest().substring(2), body, response);
      return;
    }
    var request = body.length == 0 ? call.request() : Bodies.with(call.request(), body);
    if (path.area() == ApiPath.Area.SHOPS) {
      if (request.getMethod().equals("POST") && Repeats.KEPT.contains(path.rest())) {
        var key = call.idempotencyKey();
        if (key.isPresent() && call.visitor().isPresent()) {
          var route = "POST " + path.rest();
          var answer =
              services
                  .repeats()
                  .<Exception>run(
                      call, route, key.get(), body, () -> caught(request, response, chain));
          if (answer.isPresent()) {
            answer.get().send(response);
          }
          return;
        }
      }
    }
    chain.doFilter(request, response);
  }

  private static Optional<Answer> caught(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var caught = new Caught(response);
    chain.doFilter(request, caught);
    return Optional.of(caught.answer());
  }

  private static String token(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
