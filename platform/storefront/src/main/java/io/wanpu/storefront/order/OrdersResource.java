package io.wanpu.storefront.order;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.PlaceOrder;
import io.wanpu.kernel.shared.Page;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.DetailedProblem;
import io.wanpu.storefront.web.ListQuery;
import io.wanpu.storefront.web.ShopCall;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders of the signed-in member. */
@Path("shops/{shop}/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {
  private final ShopCall call = ShopCall.current();

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Place an order at the price that the preview showed; the same token, the same order",
      tag = "order",
      status = 201,
      answer = OrderView.class,
      problems = {
        "409 order.price_changed",
        "409 order.stock_short",
        "409 order.token_used",
        "409 checkout.refused",
        "409 checkout.claim_gone",
        "409 checkout.claim_differs",
        "409 catalog.off_shelf"
      })
  public Response place(PlaceRequest request) {
    var outcome =
        call.mall()
            .placeOrder()
            .place(call.member(), request.token(), request.fingerprint(), request.checkout());
    return switch (outcome) {
      case PlaceOrder.Outcome.Placed placed ->
          Response.status(201).entity(OrderView.of(call, placed.order())).build();
      case PlaceOrder.Outcome.PriceChanged changed ->
          throw DetailedProblem.conflict(
              "order.price_changed", Map.of("preview", PreviewView.of(call, changed.now())));
      case PlaceOrder.Outcome.OutOfStock out ->
          throw DetailedProblem.conflict("order.stock_short", Map.of("shortages", out.shortages()));
      case PlaceOrder.Outcome.Refused refused ->
          throw DetailedProblem.conflict(refused.code(), refused.why());
    };
  }

  private OrderView view(OrderId id) {
    return OrderView.of(call, call.mall().orders().story(call.member(), id).order());
  }

  @GET
  @Doc(value = "Orders, newest first", tag = "order")
  public OrderList list(
      @QueryParam("state")
          @Param(
              value = "Those in this state",
              choices = {"created", "paid", "shipped", "received", "completed", "closed"})
          @Nullable String state,
      @QueryParam("after") @Param("Where the page starts: next of the page before")
          @Nullable String after,
      @QueryParam("limit") @Param(value = "Items of a page, 1..100", kind = Param.Kind.NUMBER)
          @Nullable String limit) {
    var size = ListQuery.limit(limit);
    var orders =
        call.mall()
            .orders()
            .of(
                call.member(),
                ListQuery.choice("state", state, OrderState.class, "order.bad_state"),
                ListQuery.text(after).map(OrdersResource::cursor),
                size + 1);
    var page = Page.of(orders, size, order -> order.id().toString());
    return new OrderList(
        page.items().stream().map(order -> OrderView.of(call, order)).toList(), page.next());
  }

  private static OrderId cursor(String after) {
    try {
      return OrderId.of(after);
    } catch (MallException noId) {
      throw new MallException(ErrorKind.MALFORMED, "request.bad_cursor");
    }
  }

  @GET
  @Path("counts")
  @Doc(value = "How many of the member's orders stand where", tag = "order")
  public OrderCounts counts() {
    return OrderCounts.of(call.mall().orders().counts(call.member()));
  }

  @GET
  @Path("{order}")
  @Doc(
      value = "An order with its price, parcels and what happened to it",
      tag = "order",
      problems = "404 order.unknown")
  public StoryView order(
      @PathParam("order") @Param(value = "Order", kind = Param.Kind.ID) String order) {
    return StoryView.of(call, call.mall().orders().story(call.member(), OrderId.of(order)));
  }

  @POST
  @Path("{order}/cancel")
  @Doc(
      value = "Cancel an unpaid order; fine when it is closed already",
      tag = "order",
      problems = {"404 order.unknown", "409 order.not_cancellable"})
  public OrderView cancel(
      @PathParam("order") @Param(value = "Order", kind = Param.Kind.ID) String order) {
    var id = OrderId.of(order);
    call.mall().settleOrder().cancel(call.member(), id);
    return view(id);
  }

  @POST
  @Path("{order}/receive")
  @Doc(
      value = "Say that the goods have arrived; fine when it was said already",
      tag = "order",
      problems = {"404 order.unknown", "409 order.not_receivable"})
  public OrderView receive(
      @PathParam("order") @Param(value = "Order", kind = Param.Kind.ID) String order) {
    var id = OrderId.of(order);
    call.mall().fulfilOrder().receive(call.member(), id);
    return view(id);
  }

  @POST
  @Path("{order}/payments")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Start paying, or go on with the payment that was started",
      tag = "order",
      problems = {
        "404 order.unknown",
        "404 payment.unknown_provider",
        "409 payment.order_not_open",
        "409 payment.too_late",
        "409 payment.no_payer",
        "503 payment.provider_away"
      })
  public PaymentView pay(
      @PathParam("order") @Param(value = "Order", kind = Param.Kind.ID) String order,
      PayRequest request) {
    var started =
        call.mall().payments().start(call.member(), OrderId.of(order), request.provider());
    return new PaymentView(
        started.payment() == 0 ? Optional.empty() : Optional.of(Long.toString(started.payment())),
        started.params());
  }

  /**
   * An order to be placed.
   *
   * @param token names this checkout, 16..64 characters of the program's choice; the same token
   *     gives the same order
   * @param fingerprint of the preview that was shown
   * @param address one of the member's addresses
   * @param note at most 200 characters
   */
  public record PlaceRequest(
      @Pattern(regexp = "^[A-Za-z0-9_-]{16,64}$") String token,
      @NotBlank @Size(max = 64) String fingerprint,
      @Size(min = 1, max = 100) List<ItemRequest> items,
      @Pattern(regexp = "^\\d{1,19}$") String address,
      Optional<@Size(max = 200) String> note) {
    CheckoutRequest checkout() {
      return new CheckoutRequest(
          items.stream().map(ItemRequest::item).toList(),
          Optional.of(address),
          note.orElse("").strip());
    }
  }

  /**
   * @param provider e.g. {@code wechat}
   */
  public record PayRequest(@NotBlank @Size(max = 20) String provider) {}

  /**
   * A payment that can be made now.
   *
   * @param payment none when there was nothing to pay: the order is paid
   * @param params for the provider's payment sheet
   */
  public record PaymentView(Optional<String> payment, Map<String, String> params) {}

  /** How many orders stand in each state. */
  public record OrderCounts(
      int created, int paid, int shipped, int received, int completed, int closed) {
    static OrderCounts of(Map<OrderState, Integer> counts) {
      return new OrderCounts(
          counts.getOrDefault(OrderState.CREATED, 0),
          counts.getOrDefault(OrderState.PAID, 0),
          counts.getOrDefault(OrderState.SHIPPED, 0),
          counts.getOrDefault(OrderState.RECEIVED, 0),
          counts.getOrDefault(OrderState.COMPLETED, 0),
          counts.getOrDefault(OrderState.CLOSED, 0));
    }
  }

  /**
   * @param next where the next page starts; none on the last one
   */
  public record OrderList(List<OrderView> items, Optional<String> next) {}
}
