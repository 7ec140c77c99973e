package io.wanpu.admin.operator;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.form.Help;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.tenant.NewTenant;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operator's shops: opened, suspended, given a plan, helped with a trace. */
@Path("/operator")
@ApplicationScoped
public class ShopPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A shop to be opened with its first member of staff. */
  public record NewShop(
      @NotBlank @Size(max = 80) String name,
      @Help @NotBlank @Size(max = 40) String code,
      @NotBlank @Size(max = 60) String owner,
      @NotBlank @Size(max = 60) String login,
      @Help @NotBlank @Size(max = 128) String password) {
    @Override
    public String toString() {
      return "NewShop[" + code + "]";
    }
  }

  /** A plan to be chosen. */
  public record PlanChoice(String key, String label, boolean chosen) {}

  @GET
  @Path("shops")
  @ForOperator
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new ShopListing(mall), request);
  }

  @GET
  @Path("shops/new")
  @ForOperator
  public View create() {
    return RecordForm.of(NewShop.class, mall).open(form());
  }

  @POST
  @Path("shops/new")
  @ForOperator
  public Response open() {
    return RecordForm.of(NewShop.class, mall).save(request, this::form, (shop, v) -> open(shop));
  }

  private FormPage<NewShop> form() {
    return new FormPage<>(
        Text.of("operator.shop.new"),
        new DetailPage.Back("/operator/shops", Text.of("menu.operator.shops")),
        Optional.empty(),
        0);
  }

  private Response open(NewShop wanted) {
    var phrases = Visit.current().phrases();
    var actor = actor();
    return switch (mall.tenants().open(actor, NewTenant.chinese(wanted.code(), wanted.name()))) {
      case Tenants.Opening.CodeTaken taken ->
          throw MallException.invalid("code", "tenant.code_taken");
      case Tenants.Opening.Opened opened -> {
        var shop = opened.shop();
        try {
          CurrentTenant.run(
              shop.id(),
              () -> {
                var by = Granter.unlimited(actor);
                var role =
                    mall.roles().add(by, phrases.words("register.owner"), Set.of(Permissions.ALL));
                var unused =
                    mall.manageStaff()
                        .hire(
                            by,
                            new NewStaff(
                                wanted.login(), wanted.owner(), wanted.password(), List.of(role)));
              });
        } catch (MallException no) {
          // a shop without an owner is nobody's
          mall.tenants().changeStatus(actor, shop.id(), Tenant.Status.CLOSED);
          throw no;
        }
        yield Redirect.to("/operator/shops/" + shop.id(), phrases.words("operator.shop.created"));
      }
    };
  }

  @GET
  @Path("shops/{id}")
  @ForOperator
  public View show(@PathParam("id") String id) {
    return detail(found(id), List.of());
  }

  /** Closes it for the time being: staff are out at once, shoppers see a notice. */
  @POST
  @Path("shops/{id}/suspend")
  @ForOperator
  public Response suspend(@PathParam("id") String id) {
    return status(id, Tenant.Status.SUSPENDED);
  }

  /** Opens it again. */
  @POST
  @Path("shops/{id}/resume")
  @ForOperator
  public Response resume(@PathParam("id") String id) {
    return status(id, Tenant.Status.ACTIVE);
  }

  private Response status(String id, Tenant.Status status) {
    var shop = found(id);
    mall.tenants().changeStatus(actor(), shop.id(), status);
    return Redirect.to(
        "/operator/shops/" + shop.id(),
        Visit.current().phrases().words("operator.shop.now." + status));
  }

  /** Books another plan. */
  @POST
  @Path("shops/{id}/plan")
  @ForOperator
  public Response plan(@PathParam("id") String id) {
    var shop = found(id);
    var plan =
        Plan.of(Entered.in(request).text("plan"))
            .orElseThrow(() -> new MallException(ErrorKind.MALFORMED, "request.malformed"));
    mall.tenants().changePlan(actor(), shop.id(), plan);
    return Redirect.to(
        "/operator/shops/" + shop.id(),
        Visit.current().phrases().words("operator.shop.plan.saved"));
  }

  /** Enters the shop to help; the merchant reads in her audit log that it happened, and why. */
  @POST
  @Path("shops/{id}/support")
  @ForOperator
  public Response support(@PathParam("id") String id) {
    var shop = found(id);
    var token = SignedIn.operator(request).orElseThrow();
    try {
      mall.supportAccess()
          .enter(
              login(),
              shop.id(),
              Entered.in(request).text("reason"),
              Optional.of(Visit.current().browser()));
    } catch (MallException no) {
      return Response.status(no.kind().status()).entity(detail(shop, no.fields())).build();
    }
    SignedIn.beginSupport(request, token, shop.id());
    return Redirect.to("/");
  }

  /** Leaves the shop for the console again. */
  @POST
  @Path("leave")
  @Open
  public Response leave() {
    var clerk = Visit.current().signedIn();
    var token = SignedIn.operator(request);
    if (clerk.isEmpty() || clerk.get().support().isEmpty() || token.isEmpty()) {
      return Redirect.to("/operator/sign-in");
    }
    mall.supportAccess()
        .leave(
            clerk.get().support().get(),
            clerk.get().tenant(),
            Optional.of(Visit.current().browser()));
    SignedIn.beginOperator(request, token.get());
    return Redirect.to("/operator/shops/" + clerk.get().tenant());
  }

  private Tenant found(String id) {
    return mall.tenants()
        .byId(TenantId.of(id))
        .orElseThrow(() -> MallException.notFound("tenant.unknown"));
  }

  private String login() {
    return SignedIn.operator(request)
        .flatMap(mall.operatorAccess()::authenticate)
        .orElseThrow(() -> new MallException(ErrorKind.UNAUTHENTICATED, "admin.signed_out"));
  }

  private Actor actor() {
    return Actor.operator(login(), Optional.of(Visit.current().browser()));
  }

  private View detail(Tenant shop, List<FieldError> errors) {
    var phrases = Visit.current().phrases();
    var path = "/operator/shops/" + shop.id();
    var state = ShopListing.state(shop);
    var size = mall.console().size(shop.id());
    var plan = Plan.of(shop.plan()).orElse(Plan.STANDARD);
    var used = CurrentTenant.call(shop.id(), () -> mall.media().size());
    var page =
        DetailPage.titled(Text.verbatim(shop.name()))
            .back("/operator/shops", Text.of("menu.operator.shops"))
            .state(state.label(), state.tone())
            .action(switching(shop, path));
    page.story(
        new Section.Figures(
            List.of(
                new Fact(
                    Text.of("operator.shop.staff", Arg.count(plan.staff())),
                    new Cell.Count(size.staff())),
                new Fact(
                    Text.of("operator.shop.products", Arg.count(plan.products())),
                    new Cell.Count(size.products())),
                new Fact(
                    Text.of("operator.shop.storage", Arg.count(plan.megabytes())),
                    new Cell.Count((used + 999_999) / 1_000_000)),
                new Fact(Text.of("menu.members"), new Cell.Count(size.members())),
                new Fact(Text.of("menu.orders"), new Cell.Count(size.orders())))));
    if (shop.status() != Tenant.Status.CLOSED) {
      page.story(
          new Section.Own(
              Optional.of(Text.of("operator.support")),
              "operator/support",
              Map.of(
                  "path",
                  path,
                  "error",
                  FormErrors.words(errors, phrases).getOrDefault("reason", ""))));
    }
    page.facts(
        new Section.Facts(
            Text.of("operator.shop.facts"),
            List.of(
                new Fact(
                    Text.of("operator.shop.code"), new Cell.Code(shop.code(), Optional.empty())),
                new Fact(
                    Text.of("operator.shop.storefront"),
                    new Cell.Link(
                        Text.verbatim("/s/" + shop.code() + "/"),
                        mall.config().storefrontUrl() + "/s/" + shop.code() + "/")),
                new Fact(Text.of("operator.shop.opened"), new Cell.Time(shop.createdAt())),
                new Fact(
                    Text.of("operator.shop.cell"), new Cell.Code(shop.cell(), Optional.empty())),
                new Fact(Text.of("operator.shop.zone"), new Cell.Words(shop.zone().getId())))));
    page.facts(
        new Section.Own(
            Optional.of(Text.of("operator.shop.plan")),
            "operator/plan",
            Map.of("path", path, "plans", plans(shop))));
    return Details.show(page.build());
  }

  private static List<PlanChoice> plans(Tenant shop) {
    var phrases = Visit.current().phrases();
    return Arrays.stream(Plan.values())
        .map(
            plan ->
                new PlanChoice(
                    plan.key(),
                    phrases.words(
                        "operator.plan.choice",
                        phrases.words("operator.plan." + plan.key()),
                        plan.staff(),
                        plan.products(),
                        plan.megabytes()),
                    plan.key().equals(shop.plan())))
        .toList();
  }

  private static Action switching(Tenant shop, String path) {
    return switch (shop.status()) {
      case ACTIVE ->
          Action.post("suspend", Text.of("operator.shop.suspend"), path + "/suspend")
              .dangerous()
              .asks(
                  Text.of("operator.shop.suspend.title", Arg.words(shop.name())),
                  Text.of("operator.shop.suspend.text"));
      case SUSPENDED ->
          Action.post("resume", Text.of("operator.shop.resume"), path + "/resume").primary();
      case CLOSED ->
          Action.post("resume", Text.of("operator.shop.resume"), path + "/resume")
              .blocked(Text.of("operator.shop.closed"));
    };
  }
}
