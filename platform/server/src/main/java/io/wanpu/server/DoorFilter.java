package io.wanpu.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;

/**
 * Decides by the local port which addresses a request may reach: what belongs to the other door
 * does not exist behind this one.
 */
final class DoorFilter implements Filter {
  private final int storefrontPort;
  private final Filter admin;

  /**
   * @param admin the filter that every request of the staff's door goes through
   */
  DoorFilter(int storefrontPort, Filter admin) {
    this.storefrontPort = storefrontPort;
    this.admin = admin;
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) req;
    var response = (HttpServletResponse) res;
    var path = request.getRequestURI();
    var door = request.getLocalPort() == storefrontPort ? Door.STOREFRONT : Door.ADMIN;
    if (door == Door.STOREFRONT && path.equals("/")) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "/s/");
    } else if (!door.leadsTo(path) || !door.leadsTo(served(request))) {
      notFound(door, request, response, chain);
    } else if (door == Door.ADMIN && !path.startsWith("/media/")) {
      admin.doFilter(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** The address as the container understands it: {@code /s/../sign-in} is {@code /sign-in}. */
  private static String served(HttpServletRequest request) {
    var within = request.getPathInfo();
    return within == null ? request.getServletPath() : request.getServletPath() + within;
  }

  private void notFound(
      Door door, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (door == Door.ADMIN) {
      admin.doFilter(
          request,
          response,
          (req, res) -> {
            throw new NotFoundException();
          });
      return;
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .print(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"code\":\"request.no_such_route\"}");
  }
}
