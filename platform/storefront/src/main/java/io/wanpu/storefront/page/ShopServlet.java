package io.wanpu.storefront.page;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.first.FirstPaint;
import io.wanpu.miniprogram.web.Asset;
import io.wanpu.miniprogram.web.WebBundle;
import io.wanpu.runtime.Mall;
import io.wanpu.storefront.web.Api;
import io.wanpu.storefront.web.FirstPages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * A shop's storefront in a browser, {@code /s/<shop>/}: every page of the mini-program has its
 * address below it, {@code _/} holds what the pages load. An address that no page has is answered
 * with 404 and the shop all the same, which says so kindly.
 */
public final class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ShopServlet.class);
  private static final Pattern SHOP = Pattern.compile("/s/([a-z0-9][a-z0-9-]{0,62})(?:/(.*))?");
  private static final Pattern PREVIEW = Pattern.compile("_preview/([\\w.-]{20,400})/(.*)");
  private static final Pattern NUMBER = Pattern.compile("(?:^|&)id=(\\d{1,19})(?:&|$)");
  private static final String PRODUCT = "pages/product/product";
  private static final String HTML = "text/html;charset=UTF-8";
  private static final int LARGEST_BODY = 4096;

  private final transient Mall mall;
  private final transient Storefronts storefronts;
  private final transient FirstPages firstPages;
  private final transient SandboxPay sandbox;
  private final transient TemplateEngine templates = engine();
  private final String policy;

  public ShopServlet(Mall mall, Storefronts storefronts, Api api) {
    this.mall = mall;
    this.storefronts = storefronts;
    this.firstPages = api.firstPages(this::document);
    this.sandbox = new SandboxPay(mall.config().wechat().url());
    // what plugins and pages show may come from elsewhere, what runs may not
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https:;"
            + " font-src 'self' data:; media-src 'self' blob: https:; connect-src 'self' blob:;"
            + " frame-src https:; manifest-src 'self'; base-uri 'none'; form-action 'none';"
            + " object-src 'none'; frame-ancestors 'self' "
            + mall.config().adminUrl();
  }

  private static TemplateEngine engine() {
    var resolver = new ClassLoaderTemplateResolver(ShopServlet.class.getClassLoader());
    resolver.setPrefix("templates/storefront/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    var engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    var address = SHOP.matcher(request.getRequestURI());
    var shop =
        address.matches() ? mall.tenants().byCode(address.group(1)) : Optional.<Tenant>empty();
    if (shop.isEmpty()) {
      getServletContext().getNamedDispatcher("front").forward(request, response);
      return;
    }
    if (address.group(2) == null) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "/s/" + shop.get().code() + "/");
      return;
    }
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    var within = address.group(2);
    CurrentTenant.<Boolean, IOException>call(
        shop.get().id(),
        () -> {
          if (within.startsWith("_preview/")) {
            preview(shop.get(), within, request, response);
          } else if (within.startsWith("_/")) {
            asset(shop.get(), within.substring(2), request, response);
          } else {
            var base = base(shop.get());
            page(shop.get(), base, storefronts.web(shop.get(), base), within, request, response);
          }
          return true;
        });
  }

  /** The shop with a page that is not published, for who holds a token for it. */
  private void preview(
      Tenant shop, String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var address = PREVIEW.matcher(path);
    var base = address.matches() ? base(shop) + "_preview/" + address.group(1) + "/" : "";
    var bundle =
        address.matches()
            ? storefronts.preview(shop, base, address.group(1))
            : Optional.<WebBundle>empty();
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    if (bundle.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", policy);
      send(
          request,
          response,
          "text/plain;charset=UTF-8",
          (shop.language().getLanguage().equals("en")
                  ? "This preview is over. Open it again from the designer."
                  : "预览已过期，请从页面装修重新打开。")
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    var within = address.group(2);
    if (within.startsWith("_/")) {
      var asset = Optional.ofNullable(bundle.get().assets().get(within.substring(2)));
      asset(shop, within.substring(2), asset, request, response);
    } else {
      page(shop, base, bundle.get(), within, request, response);
    }
  }

  private static String base(Tenant shop) {
    return "/s/" + shop.code() + "/";
  }

  private void page(
      Tenant shop,
      String base,
      WebBundle bundle,
      String path,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var known = path.isEmpty() || bundle.pages().contains(path);
    response.setStatus(known ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
    response.setHeader("Cache-Control", "no-cache");
    var first =
        path.isEmpty() || path.equals(bundle.home())
            ? firstPage(shop, bundle, base, request)
            : Optional.<FirstPages.FirstPage>empty();
    response.setHeader(
        "Content-Security-Policy",
        first
            .map(page -> page.painting().sheet().hash())
            .filter(hash -> !hash.isEmpty())
            .map(hash -> policy.replace("style-src 'self'", "style-src 'self' '" + hash + "'"))
            .orElse(policy));
    if (first.isPresent() && path.isEmpty() && request.getQueryString() == null) {
      send(first.get().document(), request, response);
      return;
    }
    var values = described(shop, base, bundle, path + query(request));
    first.ifPresent(page -> firstPaint(shop, bundle, page.painting(), values));
    if (path.equals(PRODUCT)) {
      product(shop, request, values);
    }
    send(request, response, HTML, written(shop, values).getBytes(StandardCharsets.UTF_8));
  }

  /** The page as it will be seen; without it the runtime shows all of it. */
  private Optional<FirstPages.FirstPage> firstPage(
      Tenant shop, WebBundle bundle, String base, HttpServletRequest request) {
    try {
      return firstPages.of(bundle, shop, base, request);
    } catch (RuntimeException e) {
      LOG.warn("the first page of {} is not painted", shop.code(), e);
      return Optional.empty();
    }
  }

  /** What all get who ask for the shop and nothing else. */
  private Asset document(FirstPages.Picture picture, FirstPages.Painting painting) {
    var values = described(picture.shop(), picture.base(), picture.bundle(), "");
    firstPaint(picture.shop(), picture.bundle(), painting, values);
    return Asset.of(
        "home", "html", HTML, written(picture.shop(), values).getBytes(StandardCharsets.UTF_8));
  }

  private String written(Tenant shop, Map<String, Object> values) {
    var context = new Context(shop.language());
    context.setVariables(values);
    return templates.process("shop", context);
  }

  private Map<String, Object> described(
      Tenant shop, String base, WebBundle bundle, String address) {
    var english = shop.language().getLanguage().equals("en");
    var values = new HashMap<String, Object>();
    values.put("language", shop.language().toLanguageTag());
    values.put("name", shop.name());
    values.put("title", shop.name());
    values.put("kind", "website");
    values.put("description", mall.shops().current().notice());
    values.put("address", mall.config().storefrontUrl() + base(shop) + address);
    values.put("colour", "#ffffff");
    values.put("base", base);
    if (!base.equals(base(shop))) {
      values.put("editor", mall.config().adminUrl());
    }
    values.put("styles", bundle.styles());
    values.put("scripts", bundle.scripts());
    values.put("starter", bundle.starter());
    values.put("boot", bundle.boot().replace("<", "\\u003c"));
    values.put("noscript", english ? "This shop needs JavaScript." : "请打开浏览器的 JavaScript 后访问本店。");
    return values;
  }

  /** The page as it will be seen, and what the runtime would ask for first. */
  private static void firstPaint(
      Tenant shop, WebBundle bundle, FirstPages.Painting painting, Map<String, Object> values) {
    values.put("page", bundle.home());
    values.put("heading", bundle.first().map(FirstPaint::title).orElse(shop.name()));
    values.put("tabs", bundle.tabs());
    values.put("paint", painting.html());
    if (!painting.sheet().css().isEmpty()) {
      values.put("sheet", painting.sheet());
    }
    values.put("answers", painting.answers().replace("<", "\\u003c"));
  }

  private void product(Tenant shop, HttpServletRequest request, Map<String, Object> values) {
    product(request)
        .ifPresent(
            product -> {
              values.put("kind", "product");
              values.put("title", product.title() + " · " + shop.name());
              values.put("description", product.subtitle());
              product.gallery().stream()
                  .findFirst()
                  .ifPresent(
                      key ->
                          values.put(
                              "picture",
                              mall.config().storefrontUrl() + "/media/" + shop.id() + "/" + key));
            });
  }

  private Optional<io.wanpu.kernel.catalog.ProductPage> product(HttpServletRequest request) {
    var query = request.getQueryString();
    var id = NUMBER.matcher(query == null ? "" : query);
    try {
      return id.find() ? mall.shelf().page(ProductId.of(id.group(1))) : Optional.empty();
    } catch (RuntimeException noId) {
      return Optional.empty();
    }
  }

  private static String query(HttpServletRequest request) {
    return request.getQueryString() == null ? "" : "?" + request.getQueryString();
  }

  private void asset(
      Tenant shop, String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    asset(shop, name, Optional.empty(), request, response);
  }

  private void asset(
      Tenant shop,
      String name,
      Optional<Asset> known,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (name) {
      case "manifest.webmanifest" -> {
        response.setHeader("Cache-Control", "no-cache");
        send(request, response, "application/manifest+json", manifest(shop));
      }
      case "icon.svg" -> {
        response.setHeader("Cache-Control", "max-age=86400");
        response.setHeader(
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        send(request, response, "image/svg+xml", ShopIcon.of(shop.name()));
      }
      default -> {
        var found =
            known
                .or(() -> storefronts.asset(name))
                // a node that has just started knows the names when it has made the bundle
                .or(
                    () ->
                        Optional.ofNullable(storefronts.web(shop, base(shop)).assets().get(name)));
        if (found.isEmpty()) {
          response.setStatus(HttpServletResponse.SC_NOT_FOUND);
          response.setHeader("Cache-Control", "no-store");
          return;
        }
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        send(found.get(), request, response);
      }
    }
  }

  private static void send(Asset asset, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Vary", "Accept-Encoding");
    response.setContentType(asset.type());
    var packed = asset.gzip().length > 0 && takesGzip(request);
    if (packed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    var bytes = packed ? asset.gzip() : asset.content();
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, String type, byte[] content)
      throws IOException {
    response.setContentType(type);
    response.setHeader("Vary", "Accept-Encoding");
    if (takesGzip(request)) {
      response.setHeader("Content-Encoding", "gzip");
      try (var gzip = new GZIPOutputStream(response.getOutputStream())) {
        gzip.write(content);
      }
      return;
    }
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private static boolean takesGzip(HttpServletRequest request) {
    var accepted = request.getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static byte[] manifest(Tenant shop) {
    return Json.write(
            Map.of(
                "name", shop.name(),
                "short_name", shop.name(),
                "lang", shop.language().toLanguageTag(),
                "start_url", base(shop),
                "scope", base(shop),
                "id", base(shop),
                "display", "standalone",
                "background_color", "#ffffff",
                "theme_color", "#ffffff",
                "icons",
                    List.of(
                        Map.of(
                            "src",
                            base(shop) + "_/icon.svg",
                            "sizes",
                            "any",
                            "type",
                            "image/svg+xml",
                            "purpose",
                            "any"))))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Pays in the sandbox; there is no such address where money is real. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var address = SHOP.matcher(request.getRequestURI());
    response.setHeader("Cache-Control", "no-store");
    if (mall.config().demo().isEmpty()
        || !address.matches()
        || !"_/pay".equals(address.group(2))
        || mall.tenants().byCode(address.group(1)).isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var body = request.getInputStream().readNBytes(LARGEST_BODY);
    response.setStatus(
        sandbox.pay(new String(body, StandardCharsets.UTF_8))
            ? HttpServletResponse.SC_NO_CONTENT
            : HttpServletResponse.SC_CONFLICT);
  }
}
