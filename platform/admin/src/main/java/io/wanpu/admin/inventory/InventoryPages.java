package io.wanpu.admin.inventory;

import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Pictures;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.inventory.StockList;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop's stock. */
@Path("/inventory")
@ApplicationScoped
public class InventoryPages {
  private static final int MOST_PRODUCTS = 50;
  private static final long MOST = 1_000_000_000L;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("product.read")
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new StockListing(mall), request);
  }

  @GET
  @Path("ledger")
  @Permission("product.read")
  @Produces(View.HTML)
  public View ledger() {
    var sku =
        Optional.of(Entered.in(request).text("sku")).filter(id -> !id.isEmpty()).map(SkuId::of);
    return Lists.show(new LedgerListing(mall, sku), request);
  }

  /** A row of the form. @param entered as it stands in the field */
  public record Row(
      String id,
      String title,
      String spec,
      @Nullable String media,
      long onHand,
      long reserved,
      String entered,
      @Nullable String error) {}

  /** A form to enter pieces for the ticked SKUs: what was counted, or what came in. */
  @POST
  @Path("count")
  @Permission("stock.edit")
  public Response open() {
    var entered = Entered.in(request);
    var ids = Lists.ticked(entered).stream().map(SkuId::of).toList();
    if (ids.isEmpty()) {
      return Lists.back(entered, Visit.current().phrases().words("kit.none_ticked"));
    }
    return Response.ok(
            form(
                mall.stockList().of(ids),
                receives(entered),
                entered,
                Map.of(),
                Redirect.safe(entered.text("back")),
                null))
        .build();
  }

  /** The same form for all SKUs of the ticked products. */
  @POST
  @Path("products")
  @Permission("stock.edit")
  public Response ofProducts() {
    var entered = Entered.in(request);
    var skus =
        Lists.ticked(entered).stream()
            .limit(MOST_PRODUCTS)
            .map(ProductId::of)
            .flatMap(product -> mall.skus().of(product).stream())
            .map(SkuFacts::sku)
            .toList();
    if (skus.isEmpty()) {
      return Lists.back(entered, Visit.current().phrases().words("kit.none_ticked"));
    }
    return Response.ok(
            form(
                mall.stockList().of(skus),
                false,
                entered,
                Map.of(),
                Redirect.safe(entered.text("back")),
                null))
        .build();
  }

  private static boolean receives(Entered entered) {
    return entered.text("action").equals("RECEIVE");
  }

  /** Writes down what was counted or came in, all or nothing. */
  @POST
  @Path("counted")
  @Permission("stock.edit")
  public Response count() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var entered = Entered.in(request);
    var back = Redirect.safe(entered.text("back"));
    var lines = mall.stockList().of(Lists.ticked(entered).stream().map(SkuId::of).toList());
    if (Kept.asked(entered)) {
      return Response.ok(
              form(lines, receives(entered), entered, Map.of(), back, phrases.words("kit.kept")))
          .build();
    }
    var errors = new HashMap<String, String>();
    var pieces = new LinkedHashMap<SkuId, Inventory.Counted>();
    for (var line : lines) {
      var text = entered.text("pieces." + line.sku());
      if (!text.isEmpty()) {
        number(text)
            .ifPresentOrElse(
                number ->
                    pieces.put(
                        line.sku(),
                        new Inventory.Counted(
                            number, number(entered.text("seen." + line.sku())).orElse(0L))),
                () -> errors.put(line.sku().toString(), phrases.words("admin.field.number")));
      }
    }
    if (!errors.isEmpty() || pieces.isEmpty()) {
      var problem = phrases.words(errors.isEmpty() ? "stock.nothing" : "kit.invalid");
      return Response.status(422)
          .entity(form(lines, receives(entered), entered, errors, back, problem))
          .build();
    }
    try {
      if (receives(entered)) {
        mall.inventory().receive(pieces, visit.actor().key());
      } else {
        mall.inventory().counted(pieces, visit.actor().key());
      }
    } catch (MallException refused) {
      refused.fields().forEach(e -> errors.put(e.field(), phrases.text(e.message())));
      return Response.status(refused.kind().status())
          .entity(
              form(
                  mall.stockList().of(Lists.ticked(entered).stream().map(SkuId::of).toList()),
                  receives(entered),
                  entered,
                  errors,
                  back,
                  phrases.text(refused.text())))
          .build();
    }
    return Redirect.to(back, phrases.words("stock.saved", pieces.size()));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text)).filter(n -> n >= 0 && n <= MOST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static View form(
      List<StockList.Line> lines,
      boolean receive,
      Entered entered,
      Map<String, String> errors,
      String back,
      @Nullable String problem) {
    var phrases = Visit.current().phrases();
    var rows = new ArrayList<Row>();
    var wrong = new ArrayList<RecordForm.Wrong>();
    for (var line : lines) {
      var id = line.sku().toString();
      var error = errors.get(id);
      rows.add(
          new Row(
              id,
              line.title(),
              line.spec(),
              Pictures.at(line.media()),
              line.level().onHand(),
              line.level().reserved(),
              entered.text("pieces." + id),
              error));
      if (error != null) {
        wrong.add(
            new RecordForm.Wrong(
                "pieces-" + id, (line.title() + " " + line.spec()).strip(), error));
      }
    }
    return View.of("inventory/count")
        .with("title", phrases.words(receive ? "stock.receive" : "stock.count"))
        .with("hint", phrases.words(receive ? "stock.receive.hint" : "stock.count.hint"))
        .with("receive", receive)
        .with("rows", rows)
        .with("wrong", wrong)
        .with("problem", problem)
        .with("back", back.equals("/") ? "/inventory" : back);
  }
}
