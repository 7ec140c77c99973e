package io.wanpu.admin.marketing;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Pictures;
import io.wanpu.admin.web.View;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.member.Member;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds SKUs, products and members by words, for the pickers of forms. */
@Path("/pick")
@ApplicationScoped
public class SkuPicker {
  private static final int MOST = 20;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** Something to choose, as the template shows it. */
  public record Hit(
      String id,
      String title,
      String spec,
      @Nullable String media,
      long price,
      long available,
      boolean onShelf) {
    /** What the form shows once it is chosen. */
    public String label() {
      return (title + " " + spec).strip();
    }
  }

  @GET
  @Path("skus")
  @Permission("product.read")
  public View skus() {
    return answer(found().stream().map(f -> hit(f.sku().toString(), f.spec(), f)).toList());
  }

  @GET
  @Path("products")
  @Permission("product.read")
  public View products() {
    Map<String, Hit> hits = new LinkedHashMap<>();
    found()
        .forEach(f -> hits.putIfAbsent(f.product().toString(), hit(f.product().toString(), "", f)));
    return answer(List.copyOf(hits.values()));
  }

  /** A member to choose, as the template shows her. */
  public record Person(String id, String name, String phone) {}

  @GET
  @Path("members")
  @Permission("member.read")
  public View members() {
    var words = Entered.in(request).text("q");
    var found =
        words.isEmpty() || words.length() > 60
            ? List.<Member>of()
            : mall.members().list(Optional.of(words), Optional.empty(), MOST).items();
    return View.fragment("marketing/picker", "people")
        .with(
            "people",
            found.stream()
                .map(m -> new Person(m.id().toString(), m.nickname(), m.phone().orElse("")))
                .toList());
  }

  private List<SkuFacts> found() {
    var words = Entered.in(request).text("q");
    return words.length() > 60 ? List.of() : mall.skus().search(words, MOST);
  }

  private static Hit hit(String id, String spec, SkuFacts facts) {
    return new Hit(
        id,
        facts.title(),
        spec,
        Pictures.at(facts.media()),
        facts.price(),
        facts.available(),
        facts.onShelf());
  }

  private static View answer(List<Hit> hits) {
    return View.fragment("marketing/picker", "hits").with("hits", hits);
  }
}
