package io.wanpu.admin.member;

import io.wanpu.admin.audit.AuditListing;
import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Moment;
import io.wanpu.api.kit.Section;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.member.Address;
import io.wanpu.kernel.member.Member;
import io.wanpu.kernel.member.MemberTags;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shop's members: who they are, what they bought, what staff call them. */
@Path("/members")
@ApplicationScoped
public class MemberPages {
  private static final int ORDERS = 20;
  private static final int NOTED = 30;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission(Permissions.MEMBER_READ)
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new MemberListing(mall), request);
  }

  @GET
  @Path("{id}")
  @Permission(Permissions.MEMBER_READ)
  public View show(@PathParam("id") String id) {
    return detail(found(id), null, List.of(), null);
  }

  /** Gives a member exactly the tags that were entered, with commas between them. */
  @POST
  @Path("{id}/tags")
  @Permission(Permissions.MEMBER_EDIT)
  public Response tags(@PathParam("id") String id) {
    var visit = Visit.current();
    var member = found(id);
    var entered = Entered.in(request);
    var words = entered.text("tags");
    if (Kept.asked(entered)) {
      return Response.ok(detail(member, words, List.of(), Text.of("kit.kept"))).build();
    }
    var tags =
        Arrays.stream(words.split("[,，、\\n]"))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .collect(Collectors.toSet());
    try {
      mall.memberTags().set(visit.actor(), member.id(), tags);
    } catch (MallException no) {
      return refused(member, words, no);
    }
    return Redirect.to("/members/" + member.id(), visit.phrases().words("member.tags.saved"));
  }

  /** She is signed out everywhere and can't sign in. */
  @POST
  @Path("{id}/block")
  @Permission(Permissions.MEMBER_EDIT)
  public Response block(@PathParam("id") String id) {
    var visit = Visit.current();
    var member = found(id);
    try {
      mall.manageMembers().block(visit.actor(), member.id());
    } catch (MallException no) {
      return refused(member, null, no);
    }
    return Redirect.to("/members/" + member.id(), visit.phrases().words("member.blocked"));
  }

  /** She may sign in again. */
  @POST
  @Path("{id}/admit")
  @Permission(Permissions.MEMBER_EDIT)
  public Response admit(@PathParam("id") String id) {
    var visit = Visit.current();
    var member = found(id);
    try {
      mall.manageMembers().admit(visit.actor(), member.id());
    } catch (MallException no) {
      return refused(member, null, no);
    }
    return Redirect.to("/members/" + member.id(), visit.phrases().words("member.admitted"));
  }

  private Response refused(Member member, @Nullable String tags, MallException no) {
    if (no.kind() == ErrorKind.NOT_FOUND) {
      throw no;
    }
    return Response.status(no.kind().status())
        .entity(detail(member, tags, no.fields(), no.fields().isEmpty() ? no.text() : null))
        .build();
  }

  private Member found(String id) {
    return mall.members()
        .find(MemberId.of(id))
        .orElseThrow(() -> MallException.notFound("member.unknown"));
  }

  private View detail(
      Member member, @Nullable String entered, List<FieldError> errors, @Nullable Text problem) {
    var visit = Visit.current();
    var worth =
        mall.orders().worth(List.of(member.id())).getOrDefault(member.id(), Orders.Worth.NOTHING);
    var state = MemberListing.state(member);
    var page =
        DetailPage.titled(Text.verbatim(member.nickname()))
            .back("/members", Text.of("menu.members"))
            .state(state.label(), state.tone())
            .problem(Optional.ofNullable(problem))
            .action(blocking(member));
    page.story(
        new Section.Figures(
            List.of(
                new Fact(Text.of("member.column.orders"), new Cell.Count(worth.orders())),
                new Fact(Text.of("member.column.spent"), new Cell.Money(worth.spent())),
                new Fact(
                    Text.of("member.average"),
                    worth.orders() == 0
                        ? new Cell.Nothing()
                        : new Cell.Money(worth.spent() / worth.orders())),
                new Fact(
                    Text.of("member.column.bought"),
                    worth.latest().<Cell>map(Cell.Time::new).orElseGet(Cell.Nothing::new)))));
    var orders =
        visit.may(Permissions.ORDER_READ)
            ? mall.orders().of(member.id(), Optional.empty(), Optional.empty(), ORDERS)
            : List.<Order>of();
    if (visit.may(Permissions.ORDER_READ)) {
      page.story(orders(orders));
    }
    page.story(timeline(member, orders));
    page.facts(facts(member));
    page.facts(tags(member, entered, errors));
    var addresses = mall.addresses().list(member.id());
    if (!addresses.isEmpty()) {
      page.facts(addresses(addresses));
    }
    return Details.show(page.build());
  }

  private static Action blocking(Member member) {
    var path = "/members/" + member.id();
    return switch (member.status()) {
      case ACTIVE ->
          Action.post("block", Text.of("member.block"), path + "/block")
              .dangerous()
              .needs(Permissions.MEMBER_EDIT)
              .asks(
                  Text.of("member.block.title", Arg.words(member.nickname())),
                  Text.of("member.block.text"));
      case BLOCKED ->
          Action.post("admit", Text.of("member.admit"), path + "/admit")
              .needs(Permissions.MEMBER_EDIT);
      case ERASED ->
          Action.post("block", Text.of("member.block"), path + "/block")
              .needs(Permissions.MEMBER_EDIT)
              .blocked(Text.of("error.member.erased"));
    };
  }

  private static Section orders(List<Order> orders) {
    return new Section.Table(
        Text.of("member.orders"),
        List.of(
            Column.of("goods", Text.of("order.column.goods")),
            Column.of("number", Text.of("order.column.number")),
            Column.amount("payable", Text.of("order.column.payable")),
            Column.of("state", Text.of("order.column.state")),
            Column.of("placed", Text.of("order.column.placed"))),
        orders.stream()
            .map(
                order ->
                    ListRow.of(
                        order.id().toString(),
                        new Cell.Item(
                            order.lines().getFirst().media(),
                            order.lines().getFirst().title(),
                            Optional.empty(),
                            "/orders/" + order.id()),
                        new Cell.Code(order.number(), Optional.of("/orders/" + order.id())),
                        new Cell.Money(order.payable()),
                        new Cell.Badge(
                            Text.of("order.state." + order.state()), tone(order.state())),
                        new Cell.Time(order.createdAt())))
            .toList());
  }

  private static Tone tone(OrderState state) {
    return switch (state) {
      case CREATED -> Tone.WAITING;
      case PAID -> Tone.URGENT;
      case SHIPPED -> Tone.INFO;
      case RECEIVED, COMPLETED -> Tone.GOOD;
      case CLOSED -> Tone.QUIET;
    };
  }

  private Section timeline(Member member, List<Order> orders) {
    var shopper = Text.of("order.actor.member");
    var moments = new ArrayList<Moment>();
    for (var order : orders) {
      moments.add(
          new Moment(
              Text.of("member.event.ordered", Arg.words(order.number())),
              shopper,
              order.createdAt(),
              Optional.empty()));
      order
          .paidAt()
          .ifPresent(
              at ->
                  moments.add(
                      new Moment(
                          Text.of(
                              "member.event.paid",
                              Arg.money(order.paid()),
                              Arg.words(order.number())),
                          shopper,
                          at,
                          Optional.empty())));
    }
    mall.audit()
        .list(Optional.of("member:" + member.id()), Optional.empty(), Optional.empty(), NOTED)
        .items()
        .forEach(
            entry ->
                moments.add(
                    new Moment(
                        Text.verbatim(AuditListing.what(entry)),
                        Text.verbatim(AuditListing.who(entry)),
                        entry.at(),
                        Optional.empty())));
    moments.add(
        new Moment(Text.of("member.event.joined"), shopper, member.createdAt(), Optional.empty()));
    return new Section.Timeline(
        Text.of("member.timeline"),
        moments.stream().sorted(Comparator.comparing(Moment::at).reversed()).toList());
  }

  private static Section facts(Member member) {
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(
            Text.of("member.phone"),
            member.phone().<Cell>map(Cell.Words::new).orElseGet(Cell.Nothing::new)));
    facts.add(new Fact(Text.of("member.column.joined"), new Cell.Time(member.createdAt())));
    member
        .language()
        .ifPresent(
            language ->
                facts.add(
                    new Fact(
                        Text.of("member.language"),
                        new Cell.Words(language.getDisplayLanguage(language)))));
    facts.add(
        new Fact(
            Text.of("member.number"), new Cell.Code(member.id().toString(), Optional.empty())));
    return new Section.Facts(Text.of("member.facts"), facts);
  }

  private Section tags(Member member, @Nullable String entered, List<FieldError> errors) {
    var visit = Visit.current();
    var now = mall.memberTags().of(List.of(member.id())).getOrDefault(member.id(), List.of());
    return new Section.Own(
        Optional.of(Text.of("member.tags")),
        "member/tags",
        Map.of(
            "path",
            "/members/" + member.id(),
            "now",
            now,
            "words",
            entered == null ? String.join("，", now) : entered,
            "known",
            mall.memberTags().all().stream().map(MemberTags.Tag::name).limit(30).toList(),
            "editable",
            visit.may(Permissions.MEMBER_EDIT),
            "error",
            FormErrors.words(errors, visit.phrases()).getOrDefault("tags", "")));
  }

  private static Section addresses(List<Address> addresses) {
    return new Section.Facts(
        Text.of("member.addresses"),
        addresses.stream()
            .map(
                to ->
                    new Fact(
                        Text.verbatim(to.name()),
                        new Cell.Words(
                            to.phone()
                                + " "
                                + to.province()
                                + to.city()
                                + to.district()
                                + to.detail())))
            .toList());
  }
}
