package io.wanpu.admin.job;

import io.wanpu.admin.kit.Cells;
import io.wanpu.admin.kit.Listings;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.Job;
import io.wanpu.kernel.job.JobId;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.admin.PageCall;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What staff have started: progress that can be left and found again. Everybody sees her own. */
@Path("/jobs")
@ApplicationScoped
public class JobPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("")
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new JobListing(mall, Visit.current().actor().key()), request);
  }

  /** Starts to export the list that the address shows. */
  @POST
  @Path("export")
  @Permission("")
  public Response export() {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var path = entered.text("list");
    var own = new Listings(mall).at(path);
    var permission =
        own.map(Listings.Listed::permission).orElseGet(() -> plugin(path).permission());
    if (!visit.may(permission)) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
    var title =
        own.map(
                list ->
                    Text.of(
                        "job.export",
                        io.wanpu.api.text.Arg.words(
                            visit
                                .phrases()
                                .text(list.listing().apply(visit.phrases()).shape().title()))))
            .orElseGet(() -> Text.of("job.export.any"));
    var id =
        mall.jobs()
            .start(
                visit.actor().key(),
                ExportList.KIND,
                title,
                new ExportList.Wanted(
                    path,
                    parameters(entered.text("query")),
                    visit.phrases().language().tag(),
                    visit.clerk().staff().value()));
    return Redirect.to("/jobs/" + id);
  }

  private PageCall plugin(String path) {
    var parts = path.split("/", 4);
    if (parts.length == 4
        && parts[1].equals("x")
        && mall.plugins().page(parts[2], "GET", "/" + parts[3])
            instanceof Found.Here<PageCall>(var call)) {
      return call;
    }
    throw MallException.notFound("job.export.unknown");
  }

  /** Parameters of an address of ours. */
  static Map<String, List<String>> parameters(String address) {
    var parameters = new LinkedHashMap<String, List<String>>();
    String query;
    try {
      query = URI.create(address).getRawQuery();
    } catch (IllegalArgumentException e) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    if (query == null) {
      return parameters;
    }
    for (var pair : query.split("&")) {
      var at = pair.indexOf('=');
      if (at > 0) {
        parameters
            .computeIfAbsent(decoded(pair.substring(0, at)), name -> new ArrayList<>())
            .add(decoded(pair.substring(at + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
  }

  @GET
  @Path("{id}")
  @Permission("")
  public View show(@PathParam("id") String id) {
    return fill(View.of("job/detail"), mine(id));
  }

  /** The part of the page that moves. */
  @GET
  @Path("{id}/progress")
  @Permission("")
  public View progress(@PathParam("id") String id) {
    return fill(View.fragment("job/detail", "progress"), mine(id));
  }

  private static View fill(View view, Job job) {
    var phrases = Visit.current().phrases();
    return view.with("id", job.id().toString())
        .with("title", phrases.text(job.title()))
        .with("state", new Cells(phrases).html(JobListing.badge(job.state())))
        .with("over", job.state().isOver())
        .with("failed", job.state() == Job.State.FAILED)
        .with("total", job.total())
        .with("done", job.done())
        .with(
            "said",
            job.total() > 0
                ? phrases.words("job.progress_of", job.done(), job.total())
                : phrases.words("job.progress", job.done()))
        .with("report", job.report().map(phrases::text).orElse(null))
        .with(
            "file",
            job.state() == Job.State.DONE ? job.result().map(Job.Result::name).orElse(null) : null)
        .with("size", job.result().map(r -> size(r.bytes())).orElse(""))
        .with("at", job.createdAt());
  }

  private static String size(long bytes) {
    return bytes < 1024 * 1024
        ? Math.max(1, bytes / 1024) + " KB"
        : Math.round(bytes / 104857.6) / 10.0 + " MB";
  }

  @POST
  @Path("{id}/cancel")
  @Permission("")
  public Response cancel(@PathParam("id") String id) {
    var job = mine(id);
    mall.jobs().cancel(job.id());
    return Redirect.to("/jobs/" + job.id(), Visit.current().phrases().words("job.cancel.asked"));
  }

  /** The file that it has made. */
  @GET
  @Path("{id}/file")
  @Permission("")
  public Response file(@PathParam("id") String id) {
    var job = mine(id);
    var content = mall.jobs().open(job).orElseThrow(() -> MallException.notFound("job.no_file"));
    var result = job.result().orElseThrow();
    var name = URLEncoder.encode(result.name(), StandardCharsets.UTF_8).replace("+", "%20");
    StreamingOutput body =
        out -> {
          try (content) {
            content.transferTo(out);
          }
        };
    return Response.ok(body)
        .header("Content-Type", result.type())
        .header("Content-Length", result.bytes())
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
        .build();
  }

  private Job mine(String id) {
    return mall.jobs()
        .find(JobId.of(id))
        .filter(job -> job.startedBy().equals(Visit.current().actor().key()))
        .orElseThrow(() -> MallException.notFound("job.unknown"));
  }
}
