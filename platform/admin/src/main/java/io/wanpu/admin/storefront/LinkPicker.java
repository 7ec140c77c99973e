package io.wanpu.admin.storefront;

import io.wanpu.admin.form.ShopNames;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.LinkWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what links may lead to, by words. */
@Path("/pick/links")
@ApplicationScoped
public class LinkPicker {
  private static final int MOST = 8;
  private static final int LONGEST = 60;

  @Inject Mall mall;
  @Inject Storefronts storefronts;
  @Context HttpServletRequest request;

  /**
   * Something to lead to.
   *
   * @param sort bundle key of what it is
   */
  public record Target(String link, String label, String sort, String icon) {}

  @GET
  @Permission(Permissions.PAGE_EDIT)
  public View links() {
    var words = Entered.in(request).text("q");
    var found = words.length() > LONGEST ? List.<Target>of() : found(words);
    return View.fragment("storefront/links", "targets").with("targets", found);
  }

  private List<Target> found(String words) {
    var phrases = Visit.current().phrases();
    var names = new ShopNames(mall);
    var found = new ArrayList<Target>();
    if (words.isEmpty()) {
      found.add(new Target("", phrases.words("link.nowhere"), "link.sort.none", "x"));
    }
    add(found, decorated(), words);
    add(found, ofPlugins(), words);
    if (!words.isEmpty()) {
      products(words, found);
      articles(words, found);
    }
    add(found, categories(names), words);
    add(found, places(phrases), words);
    var search = words.isEmpty() ? "link.everything" : "link.search";
    found.add(
        new Target("search:" + words, phrases.words(search, words), "link.sort.search", "search"));
    return found;
  }

  private static void add(List<Target> found, List<Target> those, String words) {
    var looked = words.toLowerCase(Locale.ROOT);
    those.stream()
        .filter(one -> one.label().toLowerCase(Locale.ROOT).contains(looked))
        .limit(looked.isEmpty() ? MOST : 2 * MOST)
        .forEach(found::add);
  }

  private List<Target> decorated() {
    return mall.shopPages().all().stream()
        .filter(page -> !page.isHome())
        .map(
            page ->
                new Target("page:" + page.name(), page.draft().title(), "link.sort.page", "layout"))
        .toList();
  }

  private List<Target> ofPlugins() {
    var types = storefronts.designs().designer().types();
    return mall.plugins().serving().stream()
        .map(plugin -> plugin.manifest().id())
        .flatMap(
            plugin ->
                types.pages(plugin).stream()
                    .filter(page -> isNamed(plugin, page))
                    .map(
                        page ->
                            new Target(
                                "path:/packages/" + plugin + "/" + page,
                                ShopNames.pageOf(plugin, page),
                                "link.sort.plugin",
                                "puzzle")))
        .toList();
  }

  /** A page that its plugin does not name needs something in its address. */
  private static boolean isNamed(String plugin, String page) {
    return Visit.current().phrases().find(plugin + ".page." + page.replace('/', '.')).isPresent();
  }

  private void products(String words, List<Target> found) {
    if (!Visit.current().may(Permissions.PRODUCT_READ)) {
      return;
    }
    var seen = new LinkedHashSet<String>();
    for (SkuFacts facts : mall.skus().search(words, 2 * MOST)) {
      if (seen.add(facts.product().toString())) {
        found.add(
            new Target(
                "product:" + facts.product(), facts.title(), "link.sort.product", "package"));
      }
    }
  }

  private void articles(String words, List<Target> found) {
    add(
        found,
        mall.articles().list(Optional.empty(), 100).items().stream()
            .filter(article -> article.kind() == Article.Kind.STORY)
            .map(
                article ->
                    new Target(
                        "article:" + article.id(), article.title(), "link.sort.article", "notes"))
            .toList(),
        words);
  }

  private static List<Target> categories(ShopNames names) {
    return names.categories(List.of()).stream()
        .map(
            choice ->
                new Target(
                    "category:" + choice.value(), choice.label(), "link.sort.category", "category"))
        .toList();
  }

  private static List<Target> places(Phrases phrases) {
    return LinkWords.PLACES.stream()
        .map(
            name ->
                new Target(name, phrases.words("link.place." + name), "link.sort.place", "star"))
        .toList();
  }
}
