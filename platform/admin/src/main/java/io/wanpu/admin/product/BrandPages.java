package io.wanpu.admin.product;

import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.form.Help;
import io.wanpu.api.form.Picture;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.Brand;
import io.wanpu.kernel.catalog.BrandId;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/** The brands of the shop's products. */
@Path("/brands")
@ApplicationScoped
public class BrandPages {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.brands"))
          .search(Text.of("brand.search"))
          .column(Column.of("brand", Text.of("brand.name")))
          .column(Column.amount("products", Text.of("brand.products")))
          .column(Column.of("show", Text.of("brand.show")))
          .bulk(
              Action.post("remove", Text.of("kit.remove"), "/brands/remove")
                  .dangerous()
                  .asks(Text.of("brand.remove.title"), Text.of("brand.remove.text"))
                  .needs("product.edit"))
          .button(
              Action.go("new", Text.of("brand.new"), "/brands/new")
                  .primary()
                  .icon("plus")
                  .needs("product.edit"))
          .empty("tag", Text.of("brand.none.title"), Text.of("brand.none.text"))
          .build();
  private static final DetailPage.Back BACK =
      new DetailPage.Back("/brands", Text.of("menu.brands"));

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** What is entered for a brand. @param logo key of a picture, may be empty */
  public record BrandForm(@NotBlank @Size(max = 60) String name, @Picture @Help String logo) {}

  @GET
  @Permission("product.read")
  @Produces(View.HTML)
  public View list() {
    var query = ListQuery.read(SHAPE, Entered.in(request).values());
    var words = query.words().map(text -> text.toLowerCase(Locale.ROOT));
    return Lists.show(
        ListPage.of(SHAPE, query)
            .rows(
                mall.brands().all().stream()
                    .filter(brand -> words.map(text -> named(brand, text)).orElse(true))
                    .map(BrandPages::row)
                    .toList()),
        request);
  }

  private static boolean named(Brand brand, String words) {
    return brand.name().toLowerCase(Locale.ROOT).contains(words);
  }

  private static ListRow row(Brand brand) {
    return ListRow.of(
        brand.id().toString(),
        new Cell.Item(brand.logo(), brand.name(), Optional.empty(), "/brands/" + brand.id()),
        new Cell.Count(brand.products()),
        new Cell.Link(Text.of("stock.ledger.show"), "/products?brand=" + brand.id()));
  }

  @GET
  @Path("new")
  @Permission("product.edit")
  public View create() {
    return form().open(fresh());
  }

  @POST
  @Path("new")
  @Permission("product.edit")
  public Response saveNew() {
    return form()
        .save(
            request,
            BrandPages::fresh,
            (entered, version) -> {
              mall.brands().add(Visit.current().actor(), entered.name(), logo(entered));
              return saved();
            });
  }

  @GET
  @Path("{id}")
  @Permission("product.edit")
  public View edit(@PathParam("id") String id) {
    return form().open(page(BrandId.of(id)));
  }

  @POST
  @Path("{id}")
  @Permission("product.edit")
  public Response saveOld(@PathParam("id") String id) {
    var brand = BrandId.of(id);
    page(brand);
    return form()
        .save(
            request,
            () -> page(brand),
            (entered, version) -> {
              mall.brands()
                  .change(Visit.current().actor(), brand, version, entered.name(), logo(entered));
              return saved();
            });
  }

  /** Removes the ticked ones; stops at the first that products still carry. */
  @POST
  @Path("remove")
  @Permission("product.edit")
  public Response remove() {
    var entered = Entered.in(request);
    var ids = Lists.ticked(entered).stream().map(BrandId::of).toList();
    var phrases = Visit.current().phrases();
    try {
      ids.forEach(id -> mall.brands().remove(Visit.current().actor(), id));
    } catch (MallException refused) {
      return Redirect.to("/brands", phrases.text(refused.text()));
    }
    return Redirect.to("/brands", phrases.words("brand.removed", ids.size()));
  }

  private RecordForm<BrandForm> form() {
    return RecordForm.of(BrandForm.class, mall);
  }

  private static FormPage<BrandForm> fresh() {
    return new FormPage<>(Text.of("brand.new"), BACK, Optional.empty(), 0);
  }

  private FormPage<BrandForm> page(BrandId id) {
    var brand =
        mall.brands().find(id).orElseThrow(() -> MallException.notFound("catalog.brand_unknown"));
    return new FormPage<>(
        Text.verbatim(brand.name()),
        BACK,
        Optional.of(new BrandForm(brand.name(), brand.logo().orElse(""))),
        brand.version());
  }

  private static Optional<String> logo(BrandForm entered) {
    return Optional.of(entered.logo()).filter(key -> !key.isEmpty());
  }

  private static Response saved() {
    return Redirect.to("/brands", Visit.current().phrases().words("brand.saved"));
  }
}
