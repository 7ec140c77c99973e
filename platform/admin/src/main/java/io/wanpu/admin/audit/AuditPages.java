package io.wanpu.admin.audit;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.MallException;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Moment;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.AuditEntry;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit log: who changed what, and what it was before. */
@Path("/audit")
@ApplicationScoped
public class AuditPages {
  private static final int OF_SUBJECT = 20;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.AUDIT_READ)
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new AuditListing(mall, Visit.current().phrases()), request);
  }

  /** One line with before and after, and what else happened to the same thing. */
  @GET
  @Path("{id}")
  @Permission(Permissions.AUDIT_READ)
  public View show(@PathParam("id") String id) {
    var entry = found(id);
    var page =
        DetailPage.titled(Text.verbatim(AuditListing.what(entry)))
            .back("/audit", Text.of("menu.audit"));
    page.story(changes(entry));
    page.story(
        new Section.Timeline(
            Text.of("audit.same"),
            mall
                .audit()
                .list(Optional.of(entry.subject()), Optional.empty(), Optional.empty(), OF_SUBJECT)
                .items()
                .stream()
                .map(
                    each ->
                        new Moment(
                            Text.verbatim(AuditListing.what(each)),
                            Text.verbatim(AuditListing.who(each)),
                            each.at(),
                            Optional.empty()))
                .toList()));
    var subject = Subjects.words(entry, Visit.current().phrases(), mall);
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(Text.of("audit.column.who"), new Cell.Words(AuditListing.who(entry))));
    facts.add(new Fact(Text.of("audit.column.at"), new Cell.Words(exactly(entry))));
    facts.add(
        new Fact(
            Text.of("audit.column.subject"),
            Subjects.page(entry.subject())
                .<Cell>map(path -> new Cell.Link(Text.verbatim(subject), path))
                .orElseGet(() -> new Cell.Words(subject))));
    entry
        .actor()
        .address()
        .ifPresent(
            address ->
                facts.add(
                    new Fact(
                        Text.of("audit.column.address"),
                        new Cell.Code(address, Optional.empty()))));
    page.facts(new Section.Facts(Text.of("audit.facts"), facts));
    return Details.show(page.build());
  }

  private static String exactly(AuditEntry entry) {
    return Visit.current().phrases().exactly(entry.at());
  }

  private static Section changes(AuditEntry entry) {
    return new Section.Table(
        Text.of("audit.changes"),
        List.of(
            Column.of("field", Text.of("audit.column.field")),
            Column.of("before", Text.of("audit.column.before")),
            Column.of("after", Text.of("audit.column.after"))),
        Differences.of(entry.before(), entry.after()).stream()
            .map(
                each ->
                    ListRow.of(
                        each.field(),
                        each.field().isEmpty()
                            ? new Cell.Nothing()
                            : new Cell.Code(each.field(), Optional.empty()),
                        value(each.before()),
                        value(each.after())))
            .toList());
  }

  private static Cell value(String text) {
    return text.isEmpty() ? new Cell.Nothing() : new Cell.Words(text);
  }

  private AuditEntry found(String id) {
    if (!id.matches("\\d{1,15}_\\d{1,19}")) {
      throw MallException.notFound("admin.audit.unknown");
    }
    var cursor = Cursor.parse(id);
    var at = cursor.instant();
    return mall
        .audit()
        .find(
            new AuditLog.Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(at),
                Optional.of(at.plusMillis(1))),
            Optional.empty(),
            500)
        .items()
        .stream()
        .filter(entry -> entry.id() == cursor.id())
        .findFirst()
        .orElseThrow(() -> MallException.notFound("admin.audit.unknown"));
  }
}
