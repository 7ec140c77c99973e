package io.wanpu.admin.publish;

import io.wanpu.admin.profile.QrPicture;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.Job;
import io.wanpu.kernel.job.JobId;
import io.wanpu.kernel.publish.PublishMiniProgram;
import io.wanpu.kernel.publish.Release;
import io.wanpu.kernel.publish.ReleaseId;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.project.Sizes;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The storefront as a mini-program: download, preview, and the way to WeChat and back. */
@Path("/publish")
@ApplicationScoped
public class PublishPages {
  private static final int SHOWN = 20;

  @Inject Mall mall;
  @Inject Storefronts storefronts;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public View show(@QueryParam("auth_code") @DefaultValue("") String authorizationCode) {
    return page(authorizationCode, Optional.empty());
  }

  private View page(String authorizationCode, Optional<MallException> problem) {
    var phrases = Visit.current().phrases();
    var shop = mall.tenants().current();
    var address = mall.config().storefrontUrl() + "/s/" + shop.code() + "/";
    return state(View.of("publish/publish"))
        .with("address", address)
        .with("picture", QrPicture.of(address))
        .with("code", authorizationCode.length() <= 500 ? authorizationCode : "")
        .with("note", Entered.in(request).text("note"))
        .with(
            "noteError",
            problem
                .flatMap(p -> p.fields().stream().findFirst())
                .map(field -> phrases.text(field.message()))
                .orElse(null))
        .with(
            "problem",
            problem
                .filter(p -> p.fields().isEmpty())
                .map(p -> phrases.text(p.text()))
                .orElse(null));
  }

  /**
   * The part of the page that moves; 204 when it has not, so that what is open stays open.
   *
   * @param was the mark of what the page shows
   */
  @GET
  @Path("state")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response state(@QueryParam("was") @DefaultValue("") String was) {
    return was.equals(mark(shown()))
        ? Response.noContent().build()
        : Response.ok(state(View.fragment("publish/publish", "state"))).build();
  }

  private List<ReleaseView> shown() {
    return mall.releases().latest(SHOWN).stream()
        .map(release -> ReleaseView.of(release, mall, Visit.current().phrases()))
        .toList();
  }

  private static String mark(List<ReleaseView> shown) {
    return shown.stream()
        .findFirst()
        .map(first -> first.id() + first.state() + first.left())
        .orElse("");
  }

  private View state(View view) {
    var shown = shown();
    var wishes = mall.publishing().map(p -> p.wishes());
    return view.with("platform", wishes.isPresent())
        .with("app", mall.shops().wechat().map(WechatApp::appId).orElse(null))
        .with(
            "entrusted",
            mall.releases()
                .entrusted()
                .filter(
                    e -> wishes.flatMap(PublishMiniProgram::appId).equals(Optional.of(e.appId())))
                .orElse(null))
        .with("current", shown.isEmpty() ? null : shown.getFirst())
        .with(
            "released", shown.stream().filter(each -> each.is("RELEASED")).findFirst().orElse(null))
        .with("outdated", Outdated.of(mall, storefronts).isPresent())
        .with("moving", shown.stream().anyMatch(ReleaseView::isMoving))
        .with("busy", shown.stream().anyMatch(ReleaseView::isBusy))
        .with("mark", mark(shown))
        .with("releases", shown);
  }

  /** How large the packages are. */
  @GET
  @Path("sizes")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public View sizes() {
    var project = storefronts.weappOrBroken(mall.tenants().current());
    var sizes = Sizes.of(project);
    return View.fragment("publish/publish", "sizes")
        .with("packages", PackageView.of(sizes, Visit.current().phrases()))
        .with("total", PackageView.readable(sizes.total()))
        .with("notes", project.notes().stream().map(Visit.current().phrases()::text).toList());
  }

  /** The project, the template with the shop's choice from it, or that choice alone. */
  @GET
  @Path("download/{target}")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response download(@PathParam("target") String target) {
    var shop = mall.tenants().current();
    return switch (target) {
      case "weapp" -> zip(storefronts.weappOrBroken(shop), shop.code() + "-weapp.zip");
      case "template" -> zip(storefronts.templateOrBroken(shop), shop.code() + "-template.zip");
      case "ext" ->
          file(
              storefronts.made(shop).ext().getBytes(StandardCharsets.UTF_8),
              "application/json",
              "ext.json");
      default -> throw MallException.notFound("publish.unknown");
    };
  }

  private static Response zip(Project project, String name) {
    return file(project.zip(), "application/zip", name);
  }

  private static Response file(byte[] content, String type, String name) {
    return Response.ok(content, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  /** WeChat's picture that leads testers to the version that was uploaded last. */
  @GET
  @Path("trial-code")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response trialCode() {
    return Response.ok(wishes().trialCode(), "image/jpeg")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Keeps the shop's mini-program, so that it can be entrusted. */
  @POST
  @Path("app")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response app() {
    var entered = Entered.in(request);
    try {
      mall.shops()
          .connect(
              Visit.current().actor(), new WechatApp(entered.text("appId"), entered.raw("secret")));
    } catch (MallException no) {
      return refused(no);
    }
    return done("publish.app.saved");
  }

  /** Leads to WeChat, where the merchant entrusts her mini-program. */
  @GET
  @Path("entrust")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response entrust() {
    return Response.status(303)
        .header("Location", wishes().entrustAddress(mall.config().adminUrl() + "/publish/return"))
        .build();
  }

  /**
   * Where WeChat leads her back to. The session's cookie does not come along from a foreign page,
   * so this one only leads on.
   */
  @GET
  @Path("return")
  @Open
  public View comeBack(@QueryParam("auth_code") @DefaultValue("") String authorizationCode) {
    return View.of("publish/return")
        .with(
            "on",
            "/publish?auth_code=" + URLEncoder.encode(authorizationCode, StandardCharsets.UTF_8));
  }

  /** Takes what WeChat gave her. */
  @POST
  @Path("entrusted")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response entrusted() {
    try {
      wishes().entrust(Visit.current().actor(), Entered.in(request).text("auth_code"));
    } catch (MallException no) {
      return refused(no);
    }
    return done("publish.entrusted");
  }

  @POST
  @Path("upload")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response upload() {
    try {
      var release = wishes().upload(Visit.current().actor(), Entered.in(request).text("note"));
      work(release.id(), Text.of("publish.job.upload", Arg.words(release.version())));
    } catch (MallException no) {
      return refused(no);
    }
    return done("publish.begun");
  }

  /** Submits, releases, rolls back, withdraws, asks, or takes up again what was left. */
  @POST
  @Path("{id}/{act}")
  @Permission(Permissions.STOREFRONT_PUBLISH)
  public Response act(@PathParam("id") String given, @PathParam("act") String act) {
    var id = ReleaseId.of(given);
    var release =
        mall.releases().find(id).orElseThrow(() -> MallException.notFound("publish.unknown"));
    var actor = Visit.current().actor();
    try {
      switch (act) {
        case "submit" -> wishes().submit(actor, id);
        case "release" -> wishes().release(actor, id);
        case "roll-back" -> wishes().rollBack(actor, id);
        case "withdraw" -> wishes().withdraw(actor, id);
        case "ask" -> wishes().ask(id);
        case "continue" -> takeUp(release);
        default -> throw MallException.notFound("publish.unknown");
      }
      if (act.equals("withdraw") || act.equals("ask")) {
        return done("publish.asked");
      }
      work(id, Text.of("publish.job." + act, Arg.words(release.version())));
    } catch (MallException no) {
      return refused(no);
    }
    return done("publish.begun");
  }

  private void takeUp(Release release) {
    if (!release.state().isWish() || ReleaseView.isAtWork(release, mall)) {
      throw MallException.conflict("publish.moved_on");
    }
  }

  private void work(ReleaseId id, Text title) {
    JobId job =
        mall.jobs()
            .start(
                Visit.current().actor().key(), PublishJob.KIND, title, new PublishJob.Wanted(id));
    mall.releases().worksOn(id, job);
  }

  private Response refused(MallException no) {
    return Response.status(no.kind().status()).entity(page("", Optional.of(no))).build();
  }

  private static Response done(String words) {
    return Redirect.to("/publish", Visit.current().phrases().words(words));
  }

  private PublishMiniProgram wishes() {
    return mall.publishing()
        .orElseThrow(() -> MallException.conflict("publish.no_platform"))
        .wishes();
  }

  /** Whether a job still does something. */
  static boolean works(Optional<Job> job) {
    return job.filter(each -> !each.state().isOver()).isPresent();
  }
}
