package io.wanpu.admin.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Installed;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle;
import io.wanpu.runtime.jar.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins for the command line: JSON, with the operator's bearer token. */
@Path("/operator/api/plugins")
@ApplicationScoped
public class OperatorApi {
  static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** The plugins and how they stand on each node. */
  @GET
  @ForOperator(bearer = true)
  public Response list() {
    return json(
        200,
        "application/json",
        Map.of(
            "plugins",
            mall.plugins().lifecycle().list().stream().map(OperatorApi::described).toList()));
  }

  private static Map<String, Object> described(Installed plugin) {
    var description = new LinkedHashMap<String, Object>();
    description.put("id", plugin.wished().id());
    description.put("version", plugin.wished().version());
    description.put("state", plugin.wished().status().name());
    description.put("settled", plugin.isSettled());
    description.put(
        "nodes",
        plugin.nodes().stream()
            .map(
                node -> {
                  var each = new LinkedHashMap<String, Object>();
                  each.put("node", node.node());
                  each.put("state", node.state().name());
                  node.version().ifPresent(version -> each.put("version", version));
                  node.message().ifPresent(message -> each.put("message", message));
                  return each;
                })
            .toList());
    return description;
  }

  /** Installs or upgrades: the body is the jar. Answers when the nodes have loaded it. */
  @POST
  @ForOperator(bearer = true)
  public Response install() throws IOException {
    var content = jar(request);
    var checksum = Optional.ofNullable(request.getHeader("X-Checksum-Sha256"));
    return switch (mall.plugins().lifecycle().install(content, checksum)) {
      case PluginLifecycle.Installation.Accepted accepted -> {
        mall.plugins().lifecycle().await(accepted.id(), SETTLING);
        yield json(
            201,
            "application/json",
            Map.of("id", accepted.id(), "version", accepted.version(), "changed", true));
      }
      case PluginLifecycle.Installation.Unchanged same ->
          json(
              200,
              "application/json",
              Map.of("id", same.id(), "version", same.version(), "changed", false));
      case PluginLifecycle.Installation.Refused refused ->
          problem(422, "plugin.refused", problems(refused.problems()));
    };
  }

  /** Uninstalls it; its data stay unless {@code ?data=purge}. */
  @DELETE
  @Path("{id}")
  @ForOperator(bearer = true)
  public Response remove(@PathParam("id") String id) {
    var data =
        "purge".equals(request.getParameter("data"))
            ? PluginLifecycle.Data.PURGE
            : PluginLifecycle.Data.KEEP;
    return switch (mall.plugins().lifecycle().uninstall(id, data)) {
      case PluginLifecycle.Removal.Done done -> Response.noContent().build();
      case PluginLifecycle.Removal.Refused refused ->
          problem(409, "plugin.refused", obstacles(refused.why(), Visit.current().phrases()));
      case PluginLifecycle.Removal.Unknown unknown ->
          problem(404, "plugin.unknown", Visit.current().phrases().words("error.plugin.unknown"));
    };
  }

  /** The body, as far as it is not too large. */
  static byte[] jar(HttpServletRequest request) throws IOException {
    var content = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (content.length > MOST_BYTES) {
      throw new MallException(ErrorKind.TOO_LARGE, "request.too_large");
    }
    return content;
  }

  static String problems(List<Problem> problems) {
    var phrases = Visit.current().phrases();
    return String.join(
        " ", problems.stream().map(problem -> phrases.text(problem.text())).toList());
  }

  static String obstacles(List<PluginLifecycle.Obstacle> why, Phrases phrases) {
    return String.join(
        " ",
        why.stream()
            .map(
                each ->
                    phrases
                        .words(
                            each.what().key(),
                            java.util.stream.Stream.concat(
                                    each.what().args().stream(), each.detail().stream())
                                .toArray())
                        .strip())
            .toList());
  }

  /** An answer of RFC 9457. */
  public static Response problem(int status, String code, String detail) {
    return json(
        status,
        "application/problem+json",
        Map.of(
            "type",
            "about:blank",
            "title",
            code,
            "status",
            status,
            "code",
            code,
            "detail",
            detail));
  }

  private static Response json(int status, String type, Object body) {
    try {
      return Response.status(status).type(type).entity(MAPPER.writeValueAsString(body)).build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
