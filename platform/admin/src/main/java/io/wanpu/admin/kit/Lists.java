package io.wanpu.admin.kit;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.Listing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Answers with lists. */
public final class Lists {
  private Lists() {}

  /** The list as the address asks for it. */
  public static View show(Listing listing, HttpServletRequest request) {
    return show(
        listing.page(ListQuery.read(listing.shape(), Entered.in(request).values())), request);
  }

  /** A list whose rows are known. Only its inside when htmx asks for that. */
  public static View show(ListPage page, HttpServletRequest request) {
    var inside = Visit.current().htmx() && "list".equals(request.getHeader("HX-Target"));
    return (inside ? View.fragment("kit/list", "list") : View.of("kit/list"))
        .with("list", ListView.of(page, Visit.current()))
        .keptAround(ListView.rows(page, Visit.current()));
  }

  /** Ids of the rows that a bulk action is for; at most a page. */
  public static List<String> ticked(Entered entered) {
    return entered.all("id").stream().distinct().limit(500).toList();
  }

  /** Goes back to the list that the rows were ticked in. */
  public static Response back(Entered entered, String words) {
    return Redirect.to(Redirect.safe(entered.text("back")), words);
  }
}
