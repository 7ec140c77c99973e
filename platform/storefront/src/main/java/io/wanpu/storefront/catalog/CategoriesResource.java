package io.wanpu.storefront.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The shop's categories. */
@Path("shops/{shop}/categories")
@Produces(MediaType.APPLICATION_JSON)
public class CategoriesResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "The tree of categories", tag = "catalog", open = true)
  public CategoryTree tree() {
    return new CategoryTree(
        call.mall().categories().tree().stream().map(CategoryView::of).toList());
  }

  /** The roots. */
  public record CategoryTree(List<CategoryView> items) {}

  /** A category with those below it. */
  public record CategoryView(CategoryId id, String name, List<CategoryView> children) {
    static CategoryView of(Category category) {
      return new CategoryView(
          category.id(),
          category.name(),
          category.children().stream().map(CategoryView::of).toList());
    }
  }
}
