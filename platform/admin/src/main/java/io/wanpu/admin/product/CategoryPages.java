package io.wanpu.admin.product;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.kernel.catalog.Categories;
import io.wanpu.kernel.catalog.Category;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tree of categories. It is put in order by dragging, or step by step with buttons: up, down,
 * below the one before, out of the one above.
 */
@Path("/categories")
@ApplicationScoped
public class CategoryPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  /**
   * A category as the template shows it.
   *
   * @param level 1 for a root
   */
  public record Node(
      String id,
      String name,
      int level,
      boolean first,
      boolean last,
      boolean inward,
      List<Node> children) {}

  @GET
  @Permission("product.read")
  public View show() {
    return page("", "", null);
  }

  private View page(String name, String parent, @Nullable String error) {
    var tree = mall.categories().tree();
    return View.of("product/categories")
        .with("tree", nodes(tree, 1))
        .with("parents", ProductPages.options(tree, "", parent))
        .with("name", name)
        .with("error", error)
        .with("editable", Visit.current().may("product.edit"));
  }

  private static List<Node> nodes(List<Category> level, int depth) {
    var nodes = new ArrayList<Node>();
    for (var i = 0; i < level.size(); i++) {
      var category = level.get(i);
      nodes.add(
          new Node(
              category.id().toString(),
              category.name(),
              depth,
              i == 0,
              i == level.size() - 1,
              i > 0 && depth < Categories.DEPTH,
              nodes(category.children(), depth + 1)));
    }
    return nodes;
  }

  @POST
  @Permission("product.edit")
  public Response add() {
    var visit = Visit.current();
    var entered = Entered.in(request);
    try {
      mall.categories()
          .add(
              visit.actor(),
              entered.text("name"),
              Optional.of(entered.text("parent")).filter(id -> !id.isEmpty()).map(CategoryId::of));
    } catch (MallException refused) {
      var words =
          refused.fields().isEmpty()
              ? visit.phrases().text(refused.text())
              : visit.phrases().text(refused.fields().getFirst().message());
      return Response.status(refused.kind().status())
          .entity(page(entered.text("name"), entered.text("parent"), words))
          .build();
    }
    return done("category.added");
  }

  @POST
  @Path("{id}/rename")
  @Permission("product.edit")
  public Response rename(@PathParam("id") String id) {
    var at = found(id);
    mall.categories()
        .change(
            Visit.current().actor(),
            at.category().id(),
            Entered.in(request).text("name"),
            at.category().parent(),
            at.category().position());
    return done("category.renamed");
  }

  /** Puts it where it was dropped. */
  @POST
  @Path("{id}/place")
  @Permission("product.edit")
  public Response place(@PathParam("id") String id) {
    var entered = Entered.in(request);
    mall.categories()
        .place(
            Visit.current().actor(),
            found(id).category().id(),
            Optional.of(entered.text("parent")).filter(p -> !p.isEmpty()).map(CategoryId::of),
            entered.number("index"));
    return done("category.moved");
  }

  /** One step of the keyboard's way: {@code up}, {@code down}, {@code in}, {@code out}. */
  @POST
  @Path("{id}/step")
  @Permission("product.edit")
  public Response step(@PathParam("id") String id) {
    var at = found(id);
    var actor = Visit.current().actor();
    var own = at.category().id();
    switch (Entered.in(request).text("way")) {
      case "up" -> mall.categories().place(actor, own, at.category().parent(), at.index() - 1);
      case "down" -> mall.categories().place(actor, own, at.category().parent(), at.index() + 1);
      case "in" -> {
        if (at.index() == 0) {
          throw MallException.conflict("admin.category.nothing_before");
        }
        var before = at.siblings().get(at.index() - 1);
        mall.categories().place(actor, own, Optional.of(before.id()), before.children().size());
      }
      case "out" -> {
        var above = at.category().parent().map(p -> found(p.toString()));
        above.ifPresent(
            p -> mall.categories().place(actor, own, p.category().parent(), p.index() + 1));
      }
      default -> throw MallException.invalid("way", "admin.field.unknown");
    }
    return done("category.moved");
  }

  @POST
  @Path("{id}/remove")
  @Permission("product.edit")
  public Response remove(@PathParam("id") String id) {
    mall.categories().remove(Visit.current().actor(), found(id).category().id());
    return done("category.removed");
  }

  private static Response done(String key) {
    return Redirect.to("/categories", Visit.current().phrases().words(key));
  }

  private record At(Category category, List<Category> siblings, int index) {}

  private At found(String id) {
    var wanted = CategoryId.of(id);
    return find(mall.categories().tree(), wanted)
        .orElseThrow(() -> MallException.notFound("catalog.category_unknown"));
  }

  private static Optional<At> find(List<Category> level, CategoryId id) {
    for (var i = 0; i < level.size(); i++) {
      var category = level.get(i);
      if (category.id().equals(id)) {
        return Optional.of(new At(category, level, i));
      }
      var below = find(category.children(), id);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
