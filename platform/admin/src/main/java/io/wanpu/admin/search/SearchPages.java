package io.wanpu.admin.search;

import io.wanpu.admin.member.MemberListing;
import io.wanpu.admin.order.OrderListing;
import io.wanpu.admin.product.ProductListing;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Pages;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Listing;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One search over all that the reader may see: pages, orders, products, members. */
@Path("/search")
@ApplicationScoped
public class SearchPages {
  private static final int MOST = 6;

  @Inject Mall mall;
  @Inject Pages pages;
  @Context HttpServletRequest request;

  /** Something that was found. */
  public record Hit(String title, String note, String href) {}

  /** What was found of one sort. @param more where all of it is shown */
  public record Group(String title, String icon, List<Hit> hits, String more) {}

  @GET
  @Permission("")
  public View search() {
    var words = Entered.in(request).text("q");
    var view =
        Visit.current().htmx()
            ? View.fragment("search/search", "results")
            : View.of("search/search");
    return view.with("words", words).with("groups", words.isEmpty() ? List.of() : groups(words));
  }

  private List<Group> groups(String words) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var groups = new ArrayList<Group>();
    var looked = words.toLowerCase(Locale.ROOT);
    var pages =
        this.pages.menu().stream()
            .flatMap(section -> section.items().stream())
            .filter(item -> item.title().toLowerCase(Locale.ROOT).contains(looked))
            .limit(MOST)
            .map(item -> new Hit(item.title(), "", item.path()))
            .toList();
    if (!pages.isEmpty()) {
      groups.add(new Group(phrases.words("search.pages"), "list", pages, ""));
    }
    if (visit.may(Permissions.ORDER_READ)) {
      add(groups, "menu.orders", "clipboard-list", "/orders", new OrderListing(mall), words);
    }
    if (visit.may(Permissions.PRODUCT_READ)) {
      add(groups, "menu.products", "package", "/products", new ProductListing(mall), words);
    }
    if (visit.may(Permissions.MEMBER_READ)) {
      add(groups, "menu.members", "heart", "/members", new MemberListing(mall), words);
    }
    return groups;
  }

  private static void add(
      List<Group> groups, String title, String icon, String path, Listing list, String words) {
    var phrases = Visit.current().phrases();
    // a view that shows everything, whatever the list opens with
    var shape = list.shape();
    var query =
        ListQuery.read(shape, Map.of("q", List.of(words), "view", List.of("all"))).limit(MOST);
    var hits = list.page(query).rows().stream().flatMap(row -> hit(row, phrases).stream()).toList();
    if (!hits.isEmpty()) {
      groups.add(new Group(phrases.words(title), icon, hits, query.address(shape, path)));
    }
  }

  /** What the row names, with its codes: orders of the same goods differ by their numbers. */
  private static Optional<Hit> hit(ListRow row, Phrases phrases) {
    if (!(row.cells().getFirst() instanceof Cell.Item item)) {
      return Optional.empty();
    }
    var codes = row.cells().stream().filter(Cell.Code.class::isInstance).map(Cell.Code.class::cast);
    var note =
        Stream.concat(codes.map(Cell.Code::value), item.note().map(phrases::text).stream())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · "));
    return Optional.of(new Hit(item.title(), note, item.href()));
  }
}
