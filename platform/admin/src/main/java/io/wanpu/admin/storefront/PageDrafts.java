package io.wanpu.admin.storefront;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.admin.form.FieldView;
import io.wanpu.admin.form.ShopNames;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.designer.PageDesigner;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.BlockDesk;
import io.wanpu.runtime.block.BlockDesk.Read;
import io.wanpu.runtime.form.FilledField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the designer's script asks: saves drafts, shows and reads the settings of a block. */
@Path("/page-drafts/{id}")
@ApplicationScoped
public class PageDrafts {
  private static final int MOST_BYTES = 2 * PageContent.MOST_BYTES;

  @Inject Mall mall;
  @Inject Storefronts storefronts;
  @Context HttpServletRequest request;

  /** Saves the draft; answers its version and a preview of it. */
  @POST
  @Permission(Permissions.PAGE_EDIT)
  public Response save(@PathParam("id") String id) throws IOException {
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new MallException(
          ErrorKind.TOO_LARGE, "content.page_too_large", Arg.count(PageContent.MOST_BYTES / 1024));
    }
    var sent = Json.tree(new String(body, StandardCharsets.UTF_8));
    if (!sent.path("version").isInt() || !sent.path("title").isTextual()) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    try {
      var saved =
          designer()
              .save(
                  Visit.current().actor(),
                  id,
                  sent.path("version").intValue(),
                  new PageContent(
                      sent.path("title").textValue(), PageContent.blocks(sent.path("blocks"))));
      return json(
          200,
          Map.of(
              "version", saved.version(),
              "preview", view().preview(id, saved.name(), 0),
              "state", view().state(saved)));
    } catch (MallException no) {
      if (no.fields().isEmpty()) {
        throw no;
      }
      return json(no.kind().status(), Map.of("wrong", view().wrong(no.fields())));
    }
  }

  /** A preview for another quarter of an hour. */
  @GET
  @Path("preview")
  @Permission(Permissions.PAGE_EDIT)
  public Response preview(@PathParam("id") String id) {
    var edit = designer().open(id);
    return json(200, Map.of("preview", view().preview(edit.id(), edit.name(), 0)));
  }

  /** The form of a block's settings. */
  @POST
  @Path("panel")
  @Permission(Permissions.PAGE_EDIT)
  public View panel() {
    var entered = Entered.in(request);
    var desk = desk(entered);
    if (!(Json.tree(entered.raw("_props")) instanceof ObjectNode props)) {
      throw new MallException(ErrorKind.INVALID, "content.broken_block");
    }
    var context = RecordForm.context();
    var fields =
        switch (desk.read(props, entered.number("_version"))) {
          case Read.Fine(var fine) -> desk.fill(fine, context);
          case Read.Wrong wrong -> desk.fill(desk.fresh(), context);
        };
    return form(desk, fields);
  }

  private View form(BlockDesk desk, List<FilledField> fields) {
    var phrases = Visit.current().phrases();
    return View.fragment("storefront/designer", "panel")
        .with("plugin", desk.plugin())
        .with("type", desk.type())
        .with("icon", desk.icon())
        .with("name", view().name(desk))
        .with("help", phrases.find(desk.nameKey() + ".help").orElse(null))
        .with("fields", FieldView.of(fields, desk::emptyRow, phrases, new ShopNames(mall)));
  }

  /** Reads the form of a block's settings. */
  @POST
  @Path("props")
  @Permission(Permissions.PAGE_EDIT)
  public Response props() {
    var entered = Entered.in(request);
    var desk = desk(entered);
    return switch (desk.parse(entered.values(), RecordForm.context())) {
      case Read.Fine(var props) -> json(200, Map.of("props", props, "version", desk.version()));
      case Read.Wrong(var errors) ->
          json(422, Map.of("wrong", errors.stream().map(PageDrafts::wrong).toList()));
    };
  }

  private static Map<String, String> wrong(FieldError error) {
    return Map.of(
        "id",
        FieldView.id(error.field()),
        "message",
        Visit.current().phrases().text(error.message()));
  }

  private BlockDesk desk(Entered entered) {
    return designer()
        .types()
        .find(entered.text("_plugin"), entered.text("_type"))
        .orElseThrow(() -> MallException.notFound("content.broken_block"));
  }

  private PageDesigner designer() {
    return storefronts.designs().designer();
  }

  private DesignerView view() {
    return new DesignerView(
        storefronts,
        mall.tenants().current(),
        mall.config().storefrontUrl(),
        Visit.current().phrases());
  }

  private static Response json(int status, Object value) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .entity(Json.write(value))
        .build();
  }
}
