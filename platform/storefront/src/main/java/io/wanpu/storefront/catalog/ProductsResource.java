package io.wanpu.storefront.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.kernel.shared.Json;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ListQuery;
import io.wanpu.storefront.web.ProductBytes;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products on the shelf. */
@Path("shops/{shop}/products")
@Produces(MediaType.APPLICATION_JSON)
public class ProductsResource {
  private static final ObjectWriter WRITER = Json.newMapper().writerFor(ProductView.class);
  private static final Duration LONG = Duration.ofDays(1);

  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "Products on the shelf", tag = "catalog", open = true)
  public CardList list(
      @QueryParam("category")
          @Param(value = "Those of this category and of all below it", kind = Param.Kind.ID)
          @Nullable String category,
      @QueryParam("q") @Param("Words to search for, at most 100 characters") @Nullable String words,
      @QueryParam("sort")
          @Param(
              value = "Order of the list; newest when left out",
              choices = {"newest", "best-selling", "cheapest", "dearest"})
          @Nullable String sort,
      @QueryParam("after") @Param("Where the page starts: next of the page before")
          @Nullable String after,
      @QueryParam("limit") @Param(value = "Items of a page, 1..100", kind = Param.Kind.NUMBER)
          @Nullable String limit) {
    var query =
        new Shelf.Query(
            ListQuery.words("q", words),
            ListQuery.text(category).map(CategoryId::of),
            ListQuery.choice("sort", sort, Shelf.Sort.class, "catalog.bad_sort")
                .orElse(Shelf.Sort.NEWEST));
    var page = call.mall().shelf().cards(query, ListQuery.text(after), ListQuery.limit(limit));
    return new CardList(
        page.items().stream().map(card -> CardView.of(call, card)).toList(), page.next());
  }

  @GET
  @Path("{product}")
  @Doc(
      value = "A product with its SKUs",
      tag = "catalog",
      open = true,
      answer = ProductView.class,
      problems = "404 catalog.product_unknown")
  public Response product(
      @PathParam("product") @Param(value = "Product", kind = Param.Kind.ID) String product,
      @HeaderParam("If-None-Match") @Nullable String known) {
    var page =
        call.products()
            .get(call.shop().id(), ProductId.of(product), this::write)
            .orElseThrow(() -> MallException.notFound("catalog.product_unknown"));
    var response =
        page.isKnown(known)
            ? Response.notModified()
            : Response.ok(page.body(), MediaType.APPLICATION_JSON);
    return response.header("ETag", page.etag()).header("Cache-Control", "no-cache").build();
  }

  private Optional<ProductBytes.Written> write(ProductId id) {
    return call.mall()
        .shelf()
        .page(id)
        .map(
            page ->
                new ProductBytes.Written(
                    bytes(ProductView.of(call, page)),
                    page.until()
                        .map(end -> Duration.between(call.mall().clock().instant(), end))
                        .orElse(LONG)));
  }

  private static byte[] bytes(ProductView view) {
    try {
      return WRITER.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param next where the next page starts; none on the last one
   */
  public record CardList(List<CardView> items, Optional<String> next) {}
}
