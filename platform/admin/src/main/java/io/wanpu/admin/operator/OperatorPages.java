package io.wanpu.admin.operator;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.SignedIn;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.operator.OperatorAccess;
import io.wanpu.runtime.Installed;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle;
import io.wanpu.runtime.store.Seen;
import io.wanpu.runtime.store.Wished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's console: plugins on every node. */
@Path("/operator")
@ApplicationScoped
public class OperatorPages {
  private static final Duration SETTLING = Duration.ofSeconds(15);

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A plugin as the template shows it. */
  public record Row(
      String id,
      String name,
      String version,
      String state,
      String tone,
      boolean on,
      boolean tripped,
      String sha256,
      List<String> uses,
      List<NodeRow> nodes,
      @Nullable String calls) {}

  /** How it stands on a node. */
  public record NodeRow(
      String node, String version, String state, String tone, @Nullable String message) {}

  @GET
  @Path("sign-in")
  @Open
  public View signIn() {
    return signIn("", null);
  }

  @POST
  @Path("sign-in")
  @Open
  public Response enter() {
    var phrases = Visit.current().phrases();
    var entered = Entered.in(request);
    var login = entered.text("login");
    return switch (mall.operatorAccess().signIn(login, entered.raw("password"))) {
      case OperatorAccess.Outcome.SignedIn in -> {
        SignedIn.beginOperator(request, in.token());
        yield Redirect.to("/operator");
      }
      case OperatorAccess.Outcome.Refused refused ->
          Response.status(422).entity(signIn(login, phrases.words("sign_in.wrong"))).build();
      case OperatorAccess.Outcome.Locked locked ->
          Response.status(429).entity(signIn(login, phrases.words("operator.locked"))).build();
    };
  }

  private static View signIn(String login, @Nullable String problem) {
    return View.of("operator/sign-in").with("login", login).with("problem", problem);
  }

  @POST
  @Path("sign-out")
  @ForOperator
  public Response leave() {
    SignedIn.operator(request).ifPresent(mall.operatorAccess()::signOut);
    SignedIn.end(request);
    return Redirect.to("/operator/sign-in");
  }

  @GET
  @ForOperator
  public View plugins() {
    var phrases = Visit.current().phrases();
    return View.of("operator/plugins")
        .with(
            "plugins",
            mall.plugins().lifecycle().list().stream().map(each -> row(each, phrases)).toList())
        .with("node", mall.config().node());
  }

  private static Row row(Installed plugin, Phrases phrases) {
    var wished = plugin.wished();
    var on = wished.status() == Wished.Status.INSTALLED;
    return new Row(
        wished.id(),
        plugin
            .manifest()
            .map(manifest -> manifest.name().in(phrases.language().locale()))
            .orElse(wished.id()),
        wished.version(),
        phrases.words("operator.status." + wished.status()),
        on ? "green" : "secondary",
        on,
        plugin.nodes().stream().anyMatch(node -> node.state() == Seen.State.TRIPPED),
        wished.sha256().toString(),
        plugin
            .manifest()
            .map(
                manifest ->
                    manifest.uses().stream()
                        .sorted()
                        .map(use -> phrases.words("plugin.use." + use.word()))
                        .toList())
            .orElse(List.of()),
        plugin.nodes().stream()
            .map(
                node ->
                    new NodeRow(
                        node.node(),
                        node.version().orElse("–"),
                        phrases.words("operator.seen." + node.state()),
                        switch (node.state()) {
                          case LOADED -> "green";
                          case FAILED, TRIPPED -> "red";
                          case UNLOADED -> "secondary";
                        },
                        node.message().orElse(null)))
            .toList(),
        plugin
            .health()
            .map(
                health ->
                    phrases.words(
                        "operator.health", health.calls(), health.failures(), health.timeouts()))
            .orElse(null));
  }

  /** Takes a jar in: the request's body is the file. */
  @POST
  @Path("plugins")
  @ForOperator
  public Response upload() throws IOException {
    var phrases = Visit.current().phrases();
    var type = Optional.ofNullable(request.getContentType()).orElse("");
    if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
      throw new MallException(ErrorKind.UNSUPPORTED_TYPE, "request.unsupported_type");
    }
    return switch (mall.plugins().lifecycle().install(OperatorApi.jar(request), Optional.empty())) {
      case PluginLifecycle.Installation.Accepted accepted -> {
        mall.plugins().lifecycle().await(accepted.id(), SETTLING);
        yield Redirect.to(
            "/operator", phrases.words("operator.installed", accepted.id(), accepted.version()));
      }
      case PluginLifecycle.Installation.Unchanged same ->
          Redirect.to("/operator", phrases.words("operator.unchanged", same.id(), same.version()));
      case PluginLifecycle.Installation.Refused refused ->
          Response.status(422)
              .entity(
                  View.fragment("operator/refused", "refused")
                      .with("why", OperatorApi.problems(refused.problems())))
              .build();
    };
  }

  @POST
  @Path("plugins/{id}/on")
  @ForOperator
  public Response switchOn(@PathParam("id") String id) {
    return done(id, mall.plugins().lifecycle().switchOn(id));
  }

  @POST
  @Path("plugins/{id}/off")
  @ForOperator
  public Response switchOff(@PathParam("id") String id) {
    return done(id, mall.plugins().lifecycle().switchOff(id));
  }

  @POST
  @Path("plugins/{id}/reset")
  @ForOperator
  public Response reset(@PathParam("id") String id) {
    return done(id, mall.plugins().lifecycle().reset(id));
  }

  @POST
  @Path("plugins/{id}/uninstall")
  @ForOperator
  public Response uninstall(@PathParam("id") String id) {
    return done(id, mall.plugins().lifecycle().uninstall(id, PluginLifecycle.Data.KEEP));
  }

  private Response done(String id, PluginLifecycle.Removal outcome) {
    var phrases = Visit.current().phrases();
    return switch (outcome) {
      case PluginLifecycle.Removal.Done done -> {
        mall.plugins().lifecycle().await(id, SETTLING);
        yield Redirect.to("/operator", phrases.words("operator.done"));
      }
      case PluginLifecycle.Removal.Refused refused ->
          Redirect.to(
              "/operator",
              phrases.words("operator.refused", OperatorApi.obstacles(refused.why(), phrases)));
      case PluginLifecycle.Removal.Unknown unknown ->
          throw MallException.notFound("plugin.unknown");
    };
  }
}
