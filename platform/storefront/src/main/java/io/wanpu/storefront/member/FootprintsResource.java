package io.wanpu.storefront.member;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.catalog.ProductCard;
import io.wanpu.kernel.member.Remembered;
import io.wanpu.kernel.member.Remembered.Kind;
import io.wanpu.storefront.catalog.CardView;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Products that the signed-in member has looked at. */
@Path("shops/{shop}/footprints")
@Produces(MediaType.APPLICATION_JSON)
public class FootprintsResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(
      value =
          "Products looked at, latest first, the last 100; those that are not on the shelf are left"
              + " out, so a page may be short",
      tag = "member")
  public SeenList list(
      @QueryParam("after") @Param("Where the page starts: next of the page before")
          @Nullable String after,
      @QueryParam("limit") @Param(value = "Items of a page, 1..100", kind = Param.Kind.NUMBER)
          @Nullable String limit) {
    var page =
        call.mall()
            .remembered()
            .list(call.member(), Kind.FOOTPRINT, ListQuery.text(after), ListQuery.limit(limit));
    var cards =
        call
            .mall()
            .shelf()
            .cards(page.items().stream().map(Remembered.Item::product).toList())
            .stream()
            .collect(Collectors.toMap(ProductCard::id, Function.identity()));
    return new SeenList(
        page.items().stream()
            .flatMap(
                item ->
                    Stream.ofNullable(cards.get(item.product()))
                        .map(card -> new Seen(CardView.of(call, card), item.at())))
            .toList(),
        page.next());
  }

  @PUT
  @Path("{product}")
  @Doc(
      value = "Note that a product was looked at; again, it is the latest",
      tag = "member",
      status = 204,
      problems = "404 catalog.product_unknown")
  public void note(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product) {
    call.mall().remembered().remember(call.member(), Kind.FOOTPRINT, ProductId.of(product));
  }

  @DELETE
  @Path("{product}")
  @Doc(value = "Forget a product; fine when it was not noted", tag = "member", status = 204)
  public void forget(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product) {
    call.mall().remembered().forget(call.member(), Kind.FOOTPRINT, ProductId.of(product));
  }

  @DELETE
  @Doc(value = "Forget all products that were looked at", tag = "member", status = 204)
  public void forgetAll() {
    call.mall().remembered().forgetAll(call.member(), Kind.FOOTPRINT);
  }

  /** A product, and when it was looked at last. */
  public record Seen(CardView product, Instant seenAt) {}

  /**
   * @param next where the next page starts; none on the last one
   */
  public record SeenList(List<Seen> items, Optional<String> next) {}
}
