package io.wanpu.storefront.member;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.member.Remembered.Kind;
import io.wanpu.storefront.catalog.CardView;
import io.wanpu.storefront.catalog.ProductsResource.CardList;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ListQuery;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Products that the signed-in member has marked. */
@Path("shops/{shop}/favourites")
@Produces(MediaType.APPLICATION_JSON)
public class FavouritesResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(
      value =
          "Marked products, latest first; those that are not on the shelf are left out, so a page"
              + " may be short",
      tag = "member")
  public CardList list(
      @QueryParam("after") @Param("Where the page starts: next of the page before")
          @Nullable String after,
      @QueryParam("limit") @Param(value = "Items of a page, 1..100", kind = Param.Kind.NUMBER)
          @Nullable String limit) {
    var page =
        call.mall()
            .remembered()
            .list(call.member(), Kind.FAVOURITE, ListQuery.text(after), ListQuery.limit(limit));
    var cards =
        call.mall().shelf().cards(page.items().stream().map(item -> item.product()).toList());
    return new CardList(cards.stream().map(card -> CardView.of(call, card)).toList(), page.next());
  }

  @GET
  @Path("{product}")
  @Doc(value = "Whether a product is marked", tag = "member")
  public Marked marked(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product) {
    return new Marked(
        call.mall().remembered().has(call.member(), Kind.FAVOURITE, ProductId.of(product)));
  }

  @PUT
  @Path("{product}")
  @Doc(
      value = "Mark a product; fine when it is marked already",
      tag = "member",
      status = 204,
      problems = {"404 catalog.product_unknown", "409 member.too_many_favourites"})
  public void mark(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product) {
    call.mall().remembered().remember(call.member(), Kind.FAVOURITE, ProductId.of(product));
  }

  @DELETE
  @Path("{product}")
  @Doc(value = "Take the mark off; fine when there is none", tag = "member", status = 204)
  public void unmark(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product) {
    call.mall().remembered().forget(call.member(), Kind.FAVOURITE, ProductId.of(product));
  }

  /**
   * @param favourite whether it is marked
   */
  public record Marked(boolean favourite) {}
}
