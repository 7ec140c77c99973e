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
import io.wanpu.api.form.Money;
import io.wanpu.api.form.Percent;
import io.wanpu.api.form.ShownWhen;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prices and times of many products at once. The ticked ones stand in the address. */
@Path("/products/bulk")
@ApplicationScoped
public class BulkPages {
  private static final DetailPage.Back BACK =
      new DetailPage.Back("/products", Text.of("menu.products"));
  private static final int MOST_PERCENT = 1_000_000;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** What is entered for prices: one of the values, as {@code how} says. */
  public record PriceForm(
      How how,
      @ShownWhen(field = "how", is = "SET") @Money Optional<Long> price,
      @ShownWhen(field = "how", is = "ADD") @Money @Help Optional<Long> amount,
      @ShownWhen(field = "how", is = "PERCENT") @Percent @Help Optional<Integer> percent) {
    /** See {@link ChangeProducts.How}. */
    public enum How {
      SET,
      ADD,
      PERCENT
    }
  }

  /** When products go on the shelf and leave it; empty: without a limit. */
  public record TimesForm(Optional<Instant> shelfAt, Optional<Instant> unshelfAt) {}

  /** Goes on to the form for the ticked products. */
  @POST
  @Permission("product.edit")
  public Response choose() {
    var entered = Entered.in(request);
    var ids = Lists.ticked(entered).stream().map(ProductId::of).toList();
    if (ids.isEmpty()) {
      return Lists.back(entered, Visit.current().phrases().words("kit.none_ticked"));
    }
    return Redirect.to(
        (entered.text("action").equals("TIMES") ? "/products/bulk/times" : "/products/bulk/price")
            + ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&", "?", "")));
  }

  @GET
  @Path("price")
  @Permission("product.edit")
  public View price() {
    return RecordForm.of(PriceForm.class, mall).open(pricePage());
  }

  @POST
  @Path("price")
  @Permission("product.edit")
  public Response savePrice() {
    var ids = ids();
    return RecordForm.of(PriceForm.class, mall)
        .save(
            request,
            this::pricePage,
            (entered, version) ->
                start(
                    "product.bulk.price.job",
                    new ChangeProducts.Wanted(
                        ids,
                        by(),
                        Optional.of(ChangeProducts.How.valueOf(entered.how().name())),
                        Optional.of(value(entered)),
                        false,
                        Optional.empty(),
                        Optional.empty())));
  }

  private static long value(PriceForm entered) {
    return switch (entered.how()) {
      case SET -> within("price", entered.price(), 0, ProductDraft.MOST_PRICE);
      case ADD ->
          within("amount", entered.amount(), -ProductDraft.MOST_PRICE, ProductDraft.MOST_PRICE);
      case PERCENT -> within("percent", entered.percent().map(Long::valueOf), 1, MOST_PERCENT);
    };
  }

  private static long within(String field, Optional<Long> value, long least, long most) {
    return value
        .filter(entered -> entered >= least && entered <= most)
        .orElseThrow(() -> MallException.invalid(field, "admin.bulk.value"));
  }

  @GET
  @Path("times")
  @Permission("product.edit")
  public View times() {
    return RecordForm.of(TimesForm.class, mall).open(timesPage());
  }

  @POST
  @Path("times")
  @Permission("product.edit")
  public Response saveTimes() {
    var ids = ids();
    return RecordForm.of(TimesForm.class, mall)
        .save(
            request,
            this::timesPage,
            (entered, version) -> {
              if (entered.shelfAt().isPresent()
                  && entered.unshelfAt().isPresent()
                  && !entered.unshelfAt().get().isAfter(entered.shelfAt().get())) {
                throw MallException.invalid("unshelfAt", "catalog.unshelf_before_shelf");
              }
              return start(
                  "product.bulk.times.job",
                  new ChangeProducts.Wanted(
                      ids,
                      by(),
                      Optional.empty(),
                      Optional.empty(),
                      true,
                      entered.shelfAt(),
                      entered.unshelfAt()));
            });
  }

  private FormPage<PriceForm> pricePage() {
    return new FormPage<>(
        Text.of("product.bulk.price.title", Arg.count(ids().size())), BACK, Optional.empty(), 0);
  }

  private FormPage<TimesForm> timesPage() {
    return new FormPage<>(
        Text.of("product.bulk.times.title", Arg.count(ids().size())), BACK, Optional.empty(), 0);
  }

  private List<ProductId> ids() {
    return Lists.ticked(Entered.in(request)).stream().map(ProductId::of).toList();
  }

  private static ChangeProducts.By by() {
    var actor = Visit.current().actor();
    return new ChangeProducts.By(actor.key(), actor.name(), actor.address());
  }

  private Response start(String title, ChangeProducts.Wanted wanted) {
    var id =
        mall.jobs()
            .start(
                wanted.by().key(),
                ChangeProducts.KIND,
                Text.of(title, Arg.count(wanted.products().size())),
                wanted);
    return Redirect.to("/jobs/" + id);
  }
}
