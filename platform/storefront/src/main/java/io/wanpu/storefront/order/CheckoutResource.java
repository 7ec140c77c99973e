package io.wanpu.storefront.order;

import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Prices before anything is bought. */
@Path("shops/{shop}/checkout")
@Produces(MediaType.APPLICATION_JSON)
public class CheckoutResource {
  private final ShopCall call = ShopCall.current();

  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "What it would cost, and why; changes nothing",
      tag = "order",
      problems = {"409 catalog.off_shelf", "409 checkout.claim_gone", "409 checkout.claim_differs"})
  public PreviewView preview(PreviewRequest request) {
    return PreviewView.of(
        call,
        call.mall()
            .checkout()
            .preview(
                call.member(),
                new CheckoutRequest(
                    request.items().stream().map(ItemRequest::item).toList(),
                    Optional.empty(),
                    "")));
  }

  /**
   * @param items 1..100
   */
  public record PreviewRequest(@Size(min = 1, max = 100) List<ItemRequest> items) {}
}
