package io.wanpu.admin.media;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Pictures;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.media.Media;
import io.wanpu.kernel.media.MediaKey;
import io.wanpu.kernel.media.MediaLibrary;
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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shop's pictures: the library, the window to choose from, uploads. */
@Path("/pictures")
@ApplicationScoped
public class MediaPages {
  private static final int PAGE = 48;
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.\\[\\]]{0,80}");

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A picture as the template shows it. */
  public record Item(
      String key, String address, String name, int width, int height, String size, Instant at) {
    static Item of(Media media) {
      var key = media.key().hex();
      return new Item(
          key,
          Pictures.at(key),
          media.name(),
          media.width(),
          media.height(),
          Math.max(1, media.bytes() / 1024) + " KB",
          media.createdAt());
    }
  }

  @GET
  @Permission("product.read")
  public View show() {
    return page(View.of("media/library"), "/pictures?after=")
        .with("editable", Visit.current().may("product.edit"))
        .with("field", "")
        .with("uses", List.of())
        .with("room", room());
  }

  /** How much of the plan's room is used. */
  private static String megabytes(long bytes) {
    return Long.toString((bytes + 999_999) / 1_000_000);
  }

  private String room() {
    return Visit.current()
        .phrases()
        .words("media.room", megabytes(mall.media().size()), mall.plan().megabytes());
  }

  /** The window to choose from. */
  @GET
  @Path("library")
  @Permission("product.read")
  public View library() {
    var field = field();
    return page(
            View.fragment("media/library", "window"),
            "/pictures/library?field=" + field + "&after=")
        .with("field", field);
  }

  /** Removes a picture, or says where it is used. */
  @POST
  @Path("{key}/delete")
  @Permission("product.edit")
  public Response delete(@PathParam("key") String hex) {
    var visit = Visit.current();
    if (!hex.matches("[0-9a-f]{64}")) {
      throw MallException.notFound("media.unknown");
    }
    var key = new MediaKey(hex);
    try {
      mall.media().remove(visit.actor(), key);
    } catch (MallException no) {
      if (no.kind() != ErrorKind.CONFLICT) {
        throw no;
      }
      return Response.status(409)
          .entity(
              show()
                  .with("problem", visit.phrases().text(no.text()))
                  .with("uses", mall.media().uses(key).stream().map(Where::of).toList()))
          .build();
    }
    return Redirect.to("/pictures", visit.phrases().words("media.removed"));
  }

  /**
   * Where a picture is used, as the template shows it.
   *
   * @param address its page, or empty
   */
  public record Where(String label, String name, String address) {
    static Where of(MediaLibrary.Use use) {
      var phrases = Visit.current().phrases();
      return new Where(
          phrases.words("media.use." + use.kind()),
          use.kind().equals("settings") ? "" : use.name(),
          switch (use.kind()) {
            case "product" -> "/products/" + use.id();
            case "page" -> "/pages/" + use.id();
            case "brand" -> "/brands/" + use.id();
            case "settings" -> use.id().equals("kernel") ? "/settings" : "/plugins";
            default -> "";
          });
    }
  }

  private View page(View view, String nextAt) {
    var after = Optional.of(Entered.in(request).text("after")).filter(c -> !c.isEmpty());
    var found = mall.media().list(after, PAGE);
    return view.with("items", found.items().stream().map(Item::of).toList())
        .with("first", after.isPresent() ? "/pictures" : null)
        .with("next", found.next().map(cursor -> nextAt + cursor).orElse(null));
  }

  private String field() {
    var field = Entered.in(request).text("field");
    if (!FIELD.matcher(field).matches()) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    return field;
  }

  /** Takes a picture in: the request's body is the file. Answers its entry of the field. */
  @POST
  @Permission("product.edit")
  public View upload() throws IOException {
    var name = Entered.in(request).text("name");
    var field = field();
    var type = Optional.ofNullable(request.getContentType()).orElse("");
    if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
      throw new MallException(ErrorKind.UNSUPPORTED_TYPE, "media.bad_type");
    }
    var content = request.getInputStream().readNBytes(MediaLibrary.MOST_BYTES + 1);
    var media = mall.media().upload(Visit.current().actor(), name, type, content);
    return field.isEmpty()
        ? View.fragment("media/library", "tile").with("item", Item.of(media)).with("field", "")
        : View.fragment("kit", "picture-item").with("name", field).with("key", media.key().hex());
  }
}
