package io.wanpu.benchmarks.bare;

import jakarta.servlet.http.HttpServletRequest;

/** A claim to be written. */
public record ClaimRow(long tenant, long activity, long sku, long member, String key) {
  static ClaimRow of(HttpServletRequest request) {
    return new ClaimRow(
        Long.parseLong(request.getParameter("tenant")),
        Long.parseLong(request.getParameter("activity")),
        Long.parseLong(request.getParameter("sku")),
        Long.parseLong(request.getParameter("member")),
        request.getHeader("Idempotency-Key"));
  }
}
