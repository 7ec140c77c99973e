package io.wanpu.storefront;

import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import io.wanpu.storefront.openapi.ApiDocument;
import io.wanpu.storefront.openapi.ApiDocumentServlet;
import io.wanpu.storefront.page.FrontServlet;
import io.wanpu.storefront.page.ShopServlet;
import io.wanpu.storefront.web.Api;
import io.wanpu.storefront.web.Limits;
import io.wanpu.storefront.web.Repeats;
import io.wanpu.storefront.wechat.PlatformEventsServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;

/** The shoppers' door on top of a mall. */
public final class Storefront {
  private final Mall mall;
  private final Storefronts storefronts;
  private final Limits.Rates rates;

  public Storefront(Mall mall, Storefronts storefronts, Limits.Rates rates) {
    this.mall = mall;
    this.storefronts = storefronts;
    this.rates = rates;
  }

  /** Adds the filter and the servlets of the door to a server. */
  public void open(ServletContext context) {
    var api = new Api(mall, rates);
    context
        .addFilter("api", api.filter())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/api/*");
    context
        .addFilter("pages", api.pageLimit(name -> storefronts.asset(name).isPresent()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/s/*");
    serve(
        context,
        "openapi",
        new ApiDocumentServlet(document(), mall.plugins()::openApi),
        "/openapi/*",
        "/openapi.json",
        "/openapi.yaml");
    serve(context, "front", new FrontServlet(mall), "/s/front.css");
    serve(context, "wechat", new PlatformEventsServlet(mall), "/wechat/*");
    serve(context, "shop", new ShopServlet(mall, storefronts, api), "/s/*");
  }

  private static void serve(
      ServletContext context, String name, HttpServlet servlet, String... patterns) {
    var taken = context.addServlet(name, servlet).addMapping(patterns);
    if (!taken.isEmpty()) {
      throw new IllegalStateException("somebody else serves " + taken);
    }
  }

  /** The document of the kernel's resources. */
  public static ApiDocument document() {
    return new ApiDocument(ApiApplication.RESOURCES, Repeats.KEPT);
  }
}
