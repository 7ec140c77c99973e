package io.wanpu.admin.view;

import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Saves, renames and removes the reader's own views of a list. */
@Path("/views")
@ApplicationScoped
public class ViewPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @POST
  @Permission("")
  public Response save() {
    return changed(
        "views.saved",
        entered ->
            mall.ownViews()
                .save(
                    Visit.current().clerk().staff(),
                    list(entered),
                    entered.text("name"),
                    entered.text("address"))
                .address());
  }

  @POST
  @Path("rename")
  @Permission("")
  public Response rename() {
    return changed(
        "views.renamed",
        entered ->
            mall.ownViews()
                .rename(
                    Visit.current().clerk().staff(),
                    list(entered),
                    entered.text("id"),
                    entered.text("name"))
                .address());
  }

  @POST
  @Path("remove")
  @Permission("")
  public Response remove() {
    return changed(
        "views.removed",
        entered -> {
          mall.ownViews()
              .remove(Visit.current().clerk().staff(), list(entered), entered.text("id"));
          return list(entered);
        });
  }

  private Response changed(String words, Function<Entered, String> change) {
    var entered = Entered.in(request);
    var phrases = Visit.current().phrases();
    if (Visit.current().clerk().support().isPresent()) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
    try {
      return Redirect.to(Redirect.safe(change.apply(entered)), phrases.words(words));
    } catch (MallException no) {
      if (no.kind() != ErrorKind.INVALID && no.kind() != ErrorKind.CONFLICT) {
        throw no;
      }
      // the list is shown again with what is wrong above it
      var why =
          FormErrors.words(no.fields(), phrases).values().stream()
              .findFirst()
              .orElseGet(() -> phrases.text(no.text()));
      return Redirect.to(list(entered), why);
    }
  }

  private static String list(Entered entered) {
    var list = entered.text("list");
    if (list.isEmpty() || !Redirect.safe(list).equals(list) || list.contains("?")) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    return list;
  }
}
