package io.wanpu.admin.operator;

import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.Visit;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.text.Reader;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.project.BrokenProject;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.template.BrokenTemplate;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generated storefronts for the command line, with the operator's bearer token. */
@Path("/operator/api/storefronts")
@ApplicationScoped
public class StorefrontApi {
  private static final int PAGE = 200;

  @Inject Mall mall;
  @Inject Storefronts storefronts;

  /** The shops. */
  @GET
  @ForOperator(bearer = true)
  public Response tenants() {
    var shops = new ArrayList<Map<String, String>>();
    var after = Optional.<String>empty();
    do {
      var page = mall.tenants().list(after, PAGE);
      page.items().forEach(shop -> shops.add(Map.of("code", shop.code(), "name", shop.name())));
      after = page.next();
    } while (after.isPresent());
    return Response.ok(Json.write(Map.of("tenants", shops)), "application/json").build();
  }

  /** A shop's storefront as a zip; what is not shown, and why, stands in {@code X-Note}. */
  @GET
  @Path("{shop}")
  @ForOperator(bearer = true)
  public Response build(
      @PathParam("shop") String code, @QueryParam("target") @DefaultValue("weapp") String target) {
    var shop = mall.tenants().byCode(code);
    if (shop.isEmpty()) {
      return problem(404, "tenant.unknown", "error.tenant.unknown");
    }
    if (!List.of("weapp", "template", "web").contains(target)) {
      return OperatorApi.problem(422, "storefront.target", "weapp, template, web");
    }
    try {
      var project = CurrentTenant.call(shop.get().id(), () -> project(shop.get(), target));
      var answer = Response.ok(project.zip(), "application/zip");
      project
          .notes()
          .forEach(
              note ->
                  answer.header(
                      "X-Note",
                      URLEncoder.encode(
                          mall.texts().write(note, reader(shop.get())), StandardCharsets.UTF_8)));
      return answer.build();
    } catch (BrokenProject | BrokenTemplate e) {
      return OperatorApi.problem(422, "storefront.broken", String.valueOf(e.getMessage()));
    }
  }

  private static Reader reader(Tenant shop) {
    return Reader.in(shop.language(), shop.zone(), shop.currency());
  }

  private Project project(Tenant shop, String target) {
    return switch (target) {
      case "template" -> storefronts.template(shop);
      case "web" -> storefronts.webFiles(shop, "/s/" + shop.code() + "/");
      default -> storefronts.weapp(shop);
    };
  }

  private static Response problem(int status, String code, String words) {
    return OperatorApi.problem(status, code, Visit.current().phrases().words(words));
  }
}
