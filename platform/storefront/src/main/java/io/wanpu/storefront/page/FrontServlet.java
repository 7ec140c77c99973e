package io.wanpu.storefront.page;

import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.runtime.Mall;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page of who opens the shoppers' door in a browser: what this is, and where the interface is
 * described. A mall with the demo also names its shops; a real one does not tell who its merchants
 * are.
 */
public final class FrontServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
          + " 'none'";

  private final transient Mall mall;

  public FrontServlet(Mall mall) {
    this.mall = mall;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    var path = request.getRequestURI();
    if (path.equals("/s/front.css")) {
      response.setHeader("Cache-Control", "max-age=3600");
      send(response, "text/css;charset=UTF-8", css());
      return;
    }
    var there = path.equals("/s") || path.equals("/s/");
    response.setStatus(there ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Vary", "Accept-Language");
    var english = english(request);
    response.setLocale(english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    send(response, "text/html;charset=UTF-8", page(english, there));
  }

  private static boolean english(HttpServletRequest request) {
    var accepted = request.getHeader("Accept-Language");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("en");
  }

  private String page(boolean english, boolean there) {
    return """
    <!doctype html>
    <html lang="%s">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/s/front.css">
      </head>
      <body>
        <main>
          <h1>万铺 <small>Wanpu</small></h1>
          <p>%s</p>
          <ul>
            <li><a href="/openapi/ui">%s</a></li>
            <li><a href="/openapi">OpenAPI (JSON)</a> · <a href="/openapi.yaml">YAML</a></li>
          </ul>
          %s
        </main>
      </body>
    </html>
    """
        .formatted(
            english ? "en" : "zh-CN",
            english ? "Wanpu" : "万铺",
            there
                ? (english
                    ? "Many shops in one mall. This is the shoppers' door: programs speak to it"
                        + " through its JSON interface."
                    : "一座商场，许多店铺。这里是顾客的入口：小程序通过 JSON 接口与它交谈。")
                : (english ? "There is nothing at this address." : "这个地址没有内容。"),
            english ? "Interface, to read and to try" : "接口文档与调试",
            shops(english));
  }

  private String shops(boolean english) {
    if (mall.config().demo().isEmpty()) {
      return "";
    }
    var all =
        mall.tenants().list(Optional.empty(), 20).items().stream()
            .filter(shop -> shop.status() == Tenant.Status.ACTIVE)
            .map(
                shop ->
                    """
                    <li><a href="/api/v1/shops/%s">%s</a> · <a href="/api/v1/shops/%s/products">%s</a></li>
                    """
                        .formatted(
                            shop.code(),
                            escaped(shop.name()),
                            shop.code(),
                            english ? "products" : "商品"))
            .collect(Collectors.joining());
    return all.isEmpty()
        ? ""
        : "<h2>" + (english ? "Shops of the demo" : "演示店铺") + "</h2><ul>" + all + "</ul>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String css() {
    return """
    body { margin: 0; font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; color: #1f2933; background: #f6f7f9; }
    main { max-width: 40rem; margin: 12vh auto 4rem; padding: 0 1.5rem; }
    h1 { font-size: 2.25rem; margin: 0 0 .5rem; }
    h1 small { font-size: 1rem; font-weight: 400; color: #5b6672; }
    h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
    ul { padding-left: 1.2rem; }
    a { color: #c8102e; }
    @media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #16191d; } h1 small { color: #9aa5b1; } a { color: #ff7a8a; } }
    """;
  }

  private static void send(HttpServletResponse response, String type, String content)
      throws IOException {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
