package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.ProductId;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Staff of one shop ask for everything of another, at every address that the admin's classes and
 * the plugins declare: nothing is shown, nothing changes. A new page is walked without anyone
 * remembering it.
 */
@MallTest
@BesideOthers
class AdminIsolationIT {
  /** An operation of the admin. @param path with its variables */
  private record Operation(String method, String path) {}

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @Test
  void nothing_of_another_shop_is_shown_or_changed(Shop other, Shoppers shoppers, Mall mall) {
    RunningMall.node();
    var sale = Sale.open(mall, other, 5, "9.90", 1);
    var product = other.call(() -> mall.skus().facts(List.of(sale.sku())).get(sale.sku()));
    ProductId foreignProduct = product.product();
    OrderId foreignOrder = shoppers.one().buys(other.sku(3, "3.00"), 1);
    var foreign =
        List.of(
            foreignProduct.toString(),
            foreignOrder.toString(),
            sale.activity().toString(),
            sale.sku().toString());
    var before = new Ledger(other.id()).sums();
    var page = AdminBrowser.signedIn(0);
    var operations = operations();
    assertThat(operations).as("operations of the admin").hasSizeGreaterThan(20);

    var walked = 0;
    for (var operation : operations) {
      for (var address : addresses(operation.path(), foreign)) {
        var answer = ask(page, operation.method(), address);
        var status = ((Number) answer.get("status")).intValue();
        var text = (String) answer.get("text");
        assertThat(status).as(operation + " at " + address).isLessThan(500);
        assertThat(text)
            .as(operation + " at " + address)
            .doesNotContain(product.title())
            .doesNotContain(other.code());
        walked++;
      }
    }

    assertThat(walked).isGreaterThan(40);
    assertThat(new Ledger(other.id()).sums()).isEqualTo(before);
  }

  /** What the resource classes declare, and the pages of the plugins. */
  private static List<Operation> operations() {
    var found = new ArrayList<Operation>();
    for (var type : new ClassFileImporter().importPackages("io.wanpu.admin")) {
      if (type.isAnnotatedWith(Path.class)) {
        for (var method : type.getMethods()) {
          method(method).ifPresent(verb -> found.add(new Operation(verb, path(type, method))));
        }
      }
    }
    return found.stream()
        .filter(o -> !o.path().startsWith("/operator") && !o.path().startsWith("/sign-out"))
        .toList();
  }

  private static Optional<String> method(JavaMethod method) {
    if (method.isAnnotatedWith(GET.class)) {
      return Optional.of("GET");
    }
    if (method.isAnnotatedWith(POST.class)) {
      return Optional.of("POST");
    }
    if (method.isAnnotatedWith(PUT.class)) {
      return Optional.of("PUT");
    }
    return method.isAnnotatedWith(DELETE.class) ? Optional.of("DELETE") : Optional.empty();
  }

  private static String path(JavaClass type, JavaMethod method) {
    var path = type.getAnnotationOfType(Path.class).value();
    if (method.isAnnotatedWith(Path.class)) {
      path += "/" + method.getAnnotationOfType(Path.class).value();
    }
    return ("/" + path).replaceAll("/+", "/");
  }

  /**
   * The path with each foreign id in the place of its variables; plugins' pages with each of
   * theirs.
   */
  private static List<String> addresses(String path, List<String> foreign) {
    var addresses = new ArrayList<String>();
    for (var id : foreign) {
      for (var rest :
          List.of("live", "live/" + id, "live/" + id + "/figures", "live/" + id + "/stop")) {
        addresses.add(
            path.replaceAll("\\{path[^}]*\\}", rest)
                .replaceAll("/x/\\{plugin\\}", "/x/seckill")
                .replace("{plugin}", "seckill")
                .replace("{kind}", "sale")
                .replaceAll("\\{[^}]*\\}", id));
      }
    }
    return addresses.stream().distinct().toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> ask(Page page, String method, String address) {
    return (Map<String, Object>)
        page.evaluate(
            """
            async ([method, address]) => {
              const csrf = document.querySelector('input[name=csrf], input[name=_csrf], meta[name=csrf]');
              const token = csrf ? (csrf.value || csrf.content) : '';
              const options = { method, redirect: 'manual', headers: { 'X-CSRF-Token': token } };
              if (method !== 'GET') {
                options.headers['Content-Type'] = 'application/x-www-form-urlencoded';
                options.body = new URLSearchParams({ [csrf ? csrf.name || 'csrf' : 'csrf']: token, version: '1', name: 'x', title: 'x',
                  carrier: 'x', tracking: 'x', status: 'OFF_SHELF', ids: address.split('/').filter(p => /^\\d+$/.test(p))[0] || '1' });
              }
              const answer = await fetch(address, options);
              return { status: answer.status, text: await answer.text() };
            }
            """,
            List.of(method, address));
  }
}
