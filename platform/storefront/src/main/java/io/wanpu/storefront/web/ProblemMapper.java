package io.wanpu.storefront.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Whatever a resource throws leaves as a problem. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable failure) {
    var call = ShopCall.current();
    return call.problems().response(failure, call.reader(), call.request());
  }
}
