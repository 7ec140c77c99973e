package io.wanpu.storefront.order;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callbacks of payment providers. They try again until they are answered with success, so a refusal
 * is said in the form that they read: {@code {"code", "message"}}.
 */
@Path("callbacks/{shop}/{provider}")
public class CallbackResource {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackResource.class);

  private final ShopCall call = ShopCall.current();

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response notified(
      @PathParam("provider") String provider, @Context HttpHeaders headers, byte[] body) {
    try {
      call.mall().payments().notified(provider, lowerCase(headers), body);
      return Response.noContent().build();
    } catch (MallException refusal) {
      if (refusal.kind() != ErrorKind.UNAUTHENTICATED) {
        LOG.warn("callback of {} refused: {}", provider, refusal.code());
      }
      return Response.status(refusal.kind().status())
          .type(MediaType.APPLICATION_JSON)
          .entity(new Refused("FAIL", call.write(refusal.text())))
          .build();
    }
  }

  private static Map<String, String> lowerCase(HttpHeaders headers) {
    var map = new HashMap<String, String>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> map.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return map;
  }

  record Refused(String code, String message) {}
}
