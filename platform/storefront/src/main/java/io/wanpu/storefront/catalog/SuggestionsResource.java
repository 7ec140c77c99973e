package io.wanpu.storefront.catalog;

import io.wanpu.kernel.catalog.ProductCard;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ListQuery;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a shopper may be looking for. */
@Path("shops/{shop}/search/suggestions")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestionsResource {
  private static final int MOST = 8;

  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(
      value = "Titles of products that fit, best-selling first; without words, the best-selling",
      tag = "catalog",
      open = true)
  public Suggestions suggestions(
      @QueryParam("q") @Param("Words typed so far, at most 100 characters")
          @Nullable String words) {
    var query =
        new Shelf.Query(ListQuery.words("q", words), Optional.empty(), Shelf.Sort.BEST_SELLING);
    return new Suggestions(
        call.mall().shelf().cards(query, Optional.empty(), MOST).items().stream()
            .map(ProductCard::title)
            .distinct()
            .toList());
  }

  /** Words to search for. */
  public record Suggestions(List<String> items) {}
}
