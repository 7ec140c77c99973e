package io.wanpu.admin.storefront;

import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.form.Help;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.PageVersion;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.designer.PageDesigner;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages that the shop decorates: list, designer, publishing and the way back. */
@Path("/pages")
@ApplicationScoped
public class DecoratedPages {
  private static final int VERSIONS = 20;
  private static final DetailPage.Back BACK = new DetailPage.Back("/pages", Text.of("menu.pages"));

  @Inject Mall mall;
  @Inject Storefronts storefronts;
  @Context HttpServletRequest request;

  /** What a new page needs. @param name readable part of its address */
  public record PageForm(
      @NotBlank @Size(max = PageContent.LONGEST_TITLE) String title,
      @Help @NotBlank @Size(max = 40) String name) {}

  @GET
  @Permission(Permissions.PAGE_EDIT)
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new PageListing(mall), request);
  }

  @GET
  @Path("new")
  @Permission(Permissions.PAGE_EDIT)
  public View fresh() {
    return form().open(blank(Text.of("page.new")));
  }

  @POST
  @Path("new")
  @Permission(Permissions.PAGE_EDIT)
  public Response create() {
    return form()
        .save(
            request,
            () -> blank(Text.of("page.new")),
            (entered, version) ->
                taken(
                    () ->
                        mall.shopPages()
                            .create(
                                Visit.current().actor(),
                                entered.name(),
                                PageContent.blank(entered.title()))));
  }

  @GET
  @Path("{id}/copy")
  @Permission(Permissions.PAGE_EDIT)
  public View copyOf(@PathParam("id") String id) {
    designer().open(id);
    return form().open(blank(Text.of("page.copy")));
  }

  @POST
  @Path("{id}/copy")
  @Permission(Permissions.PAGE_EDIT)
  public Response copy(@PathParam("id") String id) {
    var edit = designer().open(id);
    return form()
        .save(
            request,
            () -> blank(Text.of("page.copy")),
            (entered, version) ->
                taken(
                    () ->
                        mall.shopPages()
                            .create(
                                Visit.current().actor(),
                                entered.name(),
                                new PageContent(entered.title(), edit.draft().blocks()))));
  }

  /** A name that is taken is told beside its field. */
  private static Response taken(Supplier<ShopPage> making) {
    try {
      return Redirect.to("/pages/" + making.get().id());
    } catch (MallException no) {
      if (no.code().equals("content.page_name_taken")) {
        throw MallException.invalid("name", no.code(), no.text().args().toArray(Arg[]::new));
      }
      throw no;
    }
  }

  private RecordForm<PageForm> form() {
    return RecordForm.of(PageForm.class, mall);
  }

  private static FormPage<PageForm> blank(Text title) {
    return new FormPage<>(title, BACK, Optional.empty(), 0);
  }

  @GET
  @Path("{id}")
  @Permission(Permissions.PAGE_EDIT)
  public View design(@PathParam("id") String id) {
    var visit = Visit.current();
    var edit = designer().open(id);
    var view = view();
    return View.of("storefront/designer")
        .with("id", edit.id())
        .with("home", edit.name().equals(ShopPage.HOME))
        .with("name", edit.name())
        .with("title", edit.draft().title())
        .with("state", edit.page().map(view::state).orElse(""))
        .with(
            "schedule",
            edit.page().flatMap(ShopPage::schedule).map(ShopPage.Schedule::at).orElse(null))
        .with("published", edit.page().flatMap(ShopPage::live).isPresent())
        .with("version", edit.version())
        .with("publisher", visit.may(Permissions.PAGE_PUBLISH))
        .with("palette", view.palette())
        .with("icons", view.palette().stream().map(DesignerView.Offered::icon).toList())
        .with("data", view.data(edit));
  }

  @POST
  @Path("{id}/publish")
  @Permission(Permissions.PAGE_PUBLISH)
  public Response publish(@PathParam("id") String id) {
    var version = Entered.in(request).number("_version");
    return back(
        id, "page.published", () -> mall.shopPages().publish(Visit.current().actor(), id, version));
  }

  @POST
  @Path("{id}/schedule")
  @Permission(Permissions.PAGE_PUBLISH)
  public Response schedule(@PathParam("id") String id) {
    var entered = Entered.in(request);
    var version = entered.number("_version");
    var at = Visit.current().phrases().instant(entered.text("at")).orElse(Instant.EPOCH);
    return back(
        id,
        "page.scheduled",
        () -> mall.shopPages().schedule(Visit.current().actor(), id, version, at));
  }

  @POST
  @Path("{id}/unschedule")
  @Permission(Permissions.PAGE_PUBLISH)
  public Response unschedule(@PathParam("id") String id) {
    return back(
        id, "page.unscheduled", () -> mall.shopPages().unschedule(Visit.current().actor(), id));
  }

  @POST
  @Path("{id}/versions/{no}/roll-back")
  @Permission(Permissions.PAGE_PUBLISH)
  public Response rollBack(@PathParam("id") String id, @PathParam("no") String no) {
    return back(
        id + "/versions",
        "page.rolled_back",
        () -> mall.shopPages().rollBack(Visit.current().actor(), id, number(no)));
  }

  @POST
  @Path("{id}/versions/{no}/draft")
  @Permission(Permissions.PAGE_EDIT)
  public Response takeAsDraft(@PathParam("id") String id, @PathParam("no") String no) {
    var version = Entered.in(request).number("_version");
    return back(
        id,
        "page.taken",
        () -> mall.shopPages().takeAsDraft(Visit.current().actor(), id, version, number(no)));
  }

  @POST
  @Path("{id}/remove")
  @Permission(Permissions.PAGE_PUBLISH)
  public Response remove(@PathParam("id") String id) {
    mall.shopPages().remove(Visit.current().actor(), id);
    return Redirect.to("/pages", Visit.current().phrases().words("page.removed"));
  }

  /** Does it and says so, or says why not, on the page where it was asked for. */
  private static Response back(String path, String done, Runnable doing) {
    var phrases = Visit.current().phrases();
    try {
      doing.run();
      return Redirect.to("/pages/" + path, phrases.words(done));
    } catch (MallException no) {
      if (no.kind() == ErrorKind.NOT_FOUND) {
        throw no;
      }
      var why = no.fields().isEmpty() ? no.text() : no.fields().getFirst().message();
      return Redirect.to("/pages/" + path, phrases.text(why));
    }
  }

  /** The first page of a shop that still shows what its theme has. */
  private static View neverPublished(String id) {
    return View.of("storefront/versions")
        .with("address", "/pages/" + id)
        .with("home", true)
        .with("title", "")
        .with("version", 0)
        .with("publisher", false)
        .with("versions", List.of())
        .with("first", null)
        .with("next", null);
  }

  /** A version as the template shows it. */
  public record Shown(
      PageVersion version, boolean live, boolean waiting, boolean draft, String preview) {}

  @GET
  @Path("{id}/versions")
  @Permission(Permissions.PAGE_EDIT)
  public View versions(@PathParam("id") String id) {
    var known = mall.shopPages().find(id);
    if (known.isEmpty() && id.equals(ShopPage.HOME)) {
      return neverPublished(id);
    }
    var page = known.orElseThrow(() -> MallException.notFound("content.page_unknown"));
    var after = Optional.of(Entered.in(request).text("after")).filter(c -> !c.isEmpty());
    var found = mall.shopPages().versions(id, after, VERSIONS);
    var view = view();
    var address = "/pages/" + id;
    return View.of("storefront/versions")
        .with("address", address)
        .with("home", page.isHome())
        .with("title", page.draft().title())
        .with("version", page.version())
        .with("publisher", Visit.current().may(Permissions.PAGE_PUBLISH))
        .with(
            "versions",
            found.items().stream()
                .map(
                    one ->
                        new Shown(
                            one,
                            page.live().equals(Optional.of(one.no())),
                            page.schedule().filter(s -> s.no() == one.no()).isPresent(),
                            page.sameAs().equals(Optional.of(one.no())),
                            view.preview(id, page.name(), one.no())))
                .toList())
        .with("first", after.isPresent() ? address + "/versions" : null)
        .with(
            "next", found.next().map(cursor -> address + "/versions?after=" + cursor).orElse(null));
  }

  private static int number(String no) {
    if (!no.matches("[1-9]\\d{0,8}")) {
      throw MallException.notFound("content.version_unknown");
    }
    return Integer.parseInt(no);
  }

  private PageDesigner designer() {
    return storefronts.designs().designer();
  }

  private DesignerView view() {
    return new DesignerView(
        storefronts,
        mall.tenants().current(),
        mall.config().storefrontUrl(),
        Visit.current().phrases());
  }
}
