package io.wanpu.storefront.cart;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.cart.CartItem;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ShopCall;
import io.wanpu.storefront.web.Words;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** The cart of the signed-in member. */
@Path("shops/{shop}/cart")
@Produces(MediaType.APPLICATION_JSON)
public class CartResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "The cart, last added first", tag = "cart")
  public CartView cart() {
    return new CartView(call.mall().carts().of(call.member()).stream().map(this::view).toList());
  }

  @POST
  @Path("items")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Put pieces into the cart, on top of those that are there",
      tag = "cart",
      status = 204,
      problems = {"404 catalog.unknown_sku", "409 catalog.off_shelf", "409 cart.full"})
  public void add(AddRequest request) {
    call.mall().carts().add(call.member(), request.sku(), request.quantity());
  }

  @PUT
  @Path("items/{sku}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Change an item: its quantity, and whether it is ticked for checkout",
      tag = "cart",
      status = 204,
      problems = "404 cart.unknown_item")
  public void change(
      @PathParam("sku") @Param(value = "SKU", kind = Param.Kind.ID) String sku,
      ChangeRequest request) {
    call.mall()
        .carts()
        .change(call.member(), SkuId.of(sku), request.quantity(), request.selected());
  }

  @DELETE
  @Path("items/{sku}")
  @Doc(value = "Take an item out; fine when it is not there", tag = "cart", status = 204)
  public void remove(@PathParam("sku") @Param(value = "SKU", kind = Param.Kind.ID) String sku) {
    call.mall().carts().remove(call.member(), SkuId.of(sku));
  }

  private ItemView view(CartItem item) {
    var sku = item.facts();
    return new ItemView(
        item.sku(),
        sku.product(),
        sku.title(),
        sku.spec(),
        call.media(sku.media()),
        sku.price(),
        item.quantity(),
        item.selected(),
        item.problem().map(Words::of));
  }

  /** The cart. */
  public record CartView(List<ItemView> items) {}

  /**
   * An item of the cart.
   *
   * @param picture address of its picture
   * @param price list price of a piece, minor units
   * @param selected ticked for checkout
   * @param problem why it cannot be bought as it stands: {@code off-shelf}, {@code sold-out} or
   *     {@code short}
   */
  public record ItemView(
      SkuId sku,
      ProductId product,
      String title,
      String spec,
      Optional<String> picture,
      long price,
      int quantity,
      boolean selected,
      Optional<String> problem) {}

  /**
   * @param quantity pieces, 1..9999
   */
  public record AddRequest(SkuId sku, @Min(1) @Max(9_999) int quantity) {}

  /**
   * @param quantity pieces, 1..9999
   */
  public record ChangeRequest(@Min(1) @Max(9_999) int quantity, boolean selected) {}
}
