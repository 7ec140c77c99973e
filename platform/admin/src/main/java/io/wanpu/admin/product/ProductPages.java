package io.wanpu.admin.product;

import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.catalog.Sku;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop's products. */
@Path("/products")
@ApplicationScoped
public class ProductPages {
  private static final List<Product.Status> VIEWS =
      List.of(Product.Status.ON_SHELF, Product.Status.OFF_SHELF, Product.Status.DRAFT);

  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("product.read")
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new ProductListing(mall), request);
  }

  /** Puts the ticked products on the shelf or takes them off. */
  @POST
  @Path("shelve")
  @Permission("product.edit")
  public Response shelve() {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var ids = Lists.ticked(entered).stream().map(ProductId::of).toList();
    var status =
        switch (entered.text("action")) {
          case "ON_SHELF" -> Product.Status.ON_SHELF;
          case "DELETED" -> Product.Status.DELETED;
          default -> Product.Status.OFF_SHELF;
        };
    var changed = ids.isEmpty() ? 0 : mall.products().shelve(visit.actor(), ids, status);
    return Lists.back(entered, visit.phrases().words("product.shelved." + status, changed));
  }

  @GET
  @Path("new")
  @Permission("product.edit")
  public View create() {
    return page(Optional.empty(), ProductForm.fresh(), 0, List.of(), null);
  }

  @POST
  @Path("new")
  @Permission("product.edit")
  public Response saveNew() {
    return save(Optional.empty());
  }

  @GET
  @Path("{id}")
  @Permission("product.read")
  public View edit(@PathParam("id") String id) {
    var product = found(id);
    return page(
        Optional.of(product),
        form(product, Visit.current().phrases()),
        product.version(),
        List.of(),
        null);
  }

  @POST
  @Path("{id}")
  @Permission("product.edit")
  public Response saveOld(@PathParam("id") String id) {
    return save(Optional.of(found(id)));
  }

  /** The rows of the SKU table for the specs as they are entered. */
  @POST
  @Path("sku-table")
  @Permission("product.edit")
  public View skuTable() {
    return View.fragment("product/edit", "sku-table")
        .with("form", ProductForm.of(Entered.in(request)).combined())
        .with("editable", true)
        .with("errors", Map.of());
  }

  /** Removes a product from the shop; orders that speak of it stay. */
  @POST
  @Path("{id}/delete")
  @Permission("product.edit")
  public Response delete(@PathParam("id") String id) {
    var visit = Visit.current();
    mall.products().shelve(visit.actor(), List.of(found(id).id()), Product.Status.DELETED);
    return Redirect.to("/products", visit.phrases().words("product.deleted"));
  }

  private Product found(String id) {
    return mall.products()
        .find(ProductId.of(id))
        .orElseThrow(() -> MallException.notFound("catalog.product_unknown"));
  }

  private Response save(Optional<Product> before) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var entered = Entered.in(request);
    var form = ProductForm.of(entered).combined();
    var version =
        before.isEmpty() ? 0 : entered.number(entered.has("_overwrite") ? "_overwrite" : "version");
    if (Kept.asked(entered)) {
      return Response.ok(page(before, form, version, List.of(), phrases.words("kit.kept"))).build();
    }
    var reading = form.read(phrases);
    if (!reading.errors().isEmpty()) {
      return refused(before, form, version, reading.errors());
    }
    Products.Outcome outcome;
    try {
      outcome =
          before.isPresent()
              ? mall.products().change(visit.actor(), before.get().id(), version, reading.draft())
              : mall.products().create(visit.actor(), reading.draft());
    } catch (MallException no) {
      if (no.kind() != ErrorKind.CONFLICT) {
        throw no;
      }
      return Response.status(no.kind().status())
          .entity(page(before, form, version, List.of(), phrases.text(no.text())))
          .build();
    }
    return switch (outcome) {
      case Products.Outcome.Changed changed -> counted(changed.product(), reading, form);
      case Products.Outcome.Invalid invalid -> refused(before, form, version, invalid.errors());
      case Products.Outcome.Stale stale -> stale(stale.now(), form, version);
      case Products.Outcome.Unknown unknown ->
          throw MallException.notFound("catalog.product_unknown");
    };
  }

  /** Somebody was faster: says who, when and what, and keeps what was entered. */
  private Response stale(Product now, ProductForm form, int version) {
    var phrases = Visit.current().phrases();
    var theirs = form(now, phrases);
    var last =
        mall
            .audit()
            .list(Optional.of("product:" + now.id()), Optional.empty(), Optional.empty(), 1)
            .items()
            .stream()
            .findFirst();
    var words =
        last.map(
                entry ->
                    phrases.words(
                        "product.stale_by", entry.actor().name(), phrases.ago(entry.at())))
            .orElseGet(() -> phrases.words("product.stale"));
    return Response.status(409)
        .entity(
            page(Optional.of(now), form, version, List.of(), words)
                .with("changes", ProductChanges.between(theirs, form, phrases)))
        .build();
  }

  private Response counted(Product product, ProductForm.Reading reading, ProductForm form) {
    var visit = Visit.current();
    var onHand = new LinkedHashMap<SkuId, Long>();
    for (var count : reading.counts()) {
      product.skus().stream()
          .filter(sku -> sku.values().equals(form.skus().get(count.sku()).values()))
          .findFirst()
          .ifPresent(sku -> onHand.put(sku.id(), count.onHand()));
    }
    try {
      if (!onHand.isEmpty()) {
        mall.inventory().count(onHand, visit.actor().key());
      }
    } catch (MallException refused) {
      return Response.status(refused.kind().status())
          .entity(
              page(
                  Optional.of(product),
                  form(product, visit.phrases()),
                  product.version(),
                  List.of(),
                  visit
                      .phrases()
                      .words("product.saved_without_stock", visit.phrases().text(refused.text()))))
          .build();
    }
    return Redirect.to("/products/" + product.id(), visit.phrases().words("product.saved"));
  }

  private Response refused(
      Optional<Product> before, ProductForm form, int version, List<FieldError> errors) {
    return Response.status(422)
        .entity(
            page(before, form, version, errors, Visit.current().phrases().words("product.invalid")))
        .build();
  }

  private ProductForm form(Product product, Phrases phrases) {
    var levels = mall.inventory().levels(product.skus().stream().map(Sku::id).toList());
    return ProductForm.of(product, levels, phrases);
  }

  private View page(
      Optional<Product> product,
      ProductForm form,
      int version,
      List<FieldError> errors,
      @Nullable String problem) {
    var visit = Visit.current();
    return View.of("product/edit")
        .with("id", product.map(p -> p.id().toString()).orElse(null))
        .with("title", product.map(Product::title).orElse(visit.phrases().words("product.new")))
        .with("action", product.map(p -> "/products/" + p.id()).orElse("/products/new"))
        .with("version", version)
        .with("form", form)
        .with("brands", brands(form.brand()))
        .with("wrong", wrong(errors, form, visit.phrases()))
        .with("changes", List.of())
        .with("now", product.map(Product::version).orElse(0))
        .with("options", options(mall.categories().tree(), "", form.category()))
        .with("statuses", VIEWS.stream().map(Product.Status::name).toList())
        .with("sold", product.map(Product::sold).orElse(null))
        .with("changedAt", product.map(Product::changedAt).orElse(null))
        .with("editable", visit.may("product.edit"))
        .with("errors", FormErrors.words(errors, visit.phrases()))
        .with("problem", problem);
  }

  private List<Option> brands(String chosen) {
    return mall.brands().all().stream()
        .map(
            brand ->
                new Option(
                    brand.id().toString(), brand.name(), brand.id().toString().equals(chosen)))
        .toList();
  }

  /** For the summary above the form: each error with the field that it leads to. */
  private static List<RecordForm.Wrong> wrong(
      List<FieldError> errors, ProductForm form, Phrases phrases) {
    return errors.stream().map(error -> ProductChanges.wrong(error, form, phrases)).toList();
  }

  /** A category as the template offers it. */
  public record Option(String id, String name, boolean chosen) {}

  /** The categories, each with the names of those above it. */
  static List<Option> options(List<Category> level, String above, String chosen) {
    var all = new ArrayList<Option>();
    for (var category : level) {
      var id = category.id().toString();
      var name = above + category.name();
      all.add(new Option(id, name, id.equals(chosen)));
      all.addAll(options(category.children(), name + " / ", chosen));
    }
    return all;
  }
}
