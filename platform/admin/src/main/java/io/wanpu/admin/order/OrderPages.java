package io.wanpu.admin.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Moment;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shop's orders. */
@Path("/orders")
@RequestScoped
public class OrderPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("order.read")
  public View list() {
    return Lists.show(new OrderListing(mall), request);
  }

  @GET
  @Path("{id}")
  @Permission("order.read")
  public View show(@PathParam("id") String id) {
    return detail(OrderId.of(id), Entered.of(Map.of()), List.of(), null);
  }

  /** Sends the pieces that were entered for each line. */
  @POST
  @Path("{id}/ship")
  @Permission("order.ship")
  public Response ship(@PathParam("id") String id) {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var order = mall.orders().story(OrderId.of(id)).order();
    if (Kept.asked(entered)) {
      return kept(order.id(), entered);
    }
    try {
      mall.fulfilOrder()
          .ship(
              order.id(),
              entered.text("carrier"),
              entered.text("tracking"),
              packed(order, entered),
              visit.actor().key());
    } catch (MallException refused) {
      return refused(order.id(), entered, refused);
    }
    return Redirect.to("/orders/" + order.id(), visit.phrases().words("order.shipped"));
  }

  private Response refused(OrderId id, Entered entered, MallException refused) {
    return Response.status(refused.kind().status())
        .entity(
            detail(
                id, entered, refused.fields(), refused.fields().isEmpty() ? refused.text() : null))
        .build();
  }

  private Response kept(OrderId id, Entered entered) {
    return Response.ok(detail(id, entered, List.of(), Text.of("kit.kept"))).build();
  }

  private static List<Order.Packed> packed(Order order, Entered entered) {
    var packed = new ArrayList<Order.Packed>();
    for (var line : order.lines()) {
      var pieces = entered.text("piece." + line.no());
      if (!pieces.isEmpty() && !pieces.equals("0")) {
        try {
          packed.add(new Order.Packed(line.no(), Integer.parseInt(pieces)));
        } catch (NumberFormatException e) {
          throw MallException.invalid("contents", "admin.field.number");
        }
      }
    }
    if (packed.isEmpty()) {
      throw MallException.invalid("contents", "admin.order.nothing_packed");
    }
    return packed;
  }

  /** Notes something for other staff. */
  @POST
  @Path("{id}/note")
  @Permission("order.read")
  public Response note(@PathParam("id") String id) {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var order = mall.orders().story(OrderId.of(id)).order();
    if (Kept.asked(entered)) {
      return kept(order.id(), entered);
    }
    try {
      mall.orders().note(order.id(), entered.text("note"), visit.actor().key());
    } catch (MallException refused) {
      return refused(order.id(), entered, refused);
    }
    return Redirect.to("/orders/" + order.id(), visit.phrases().words("order.noted"));
  }

  /** Closes an order that nobody has paid. */
  @POST
  @Path("{id}/close")
  @Permission("order.ship")
  public Response close(@PathParam("id") String id) {
    var visit = Visit.current();
    var order = mall.orders().story(OrderId.of(id)).order();
    if (order.state() != OrderState.CREATED) {
      throw MallException.conflict("admin.order.not_closable");
    }
    mall.settleOrder().closeUnpaid(order.id(), visit.actor().key());
    return Redirect.to("/orders/" + order.id(), visit.phrases().words("order.closed"));
  }

  private View detail(
      OrderId id, Entered entered, List<FieldError> errors, @Nullable Text problem) {
    var visit = Visit.current();
    var story = mall.orders().story(id);
    var order = story.order();
    var page =
        DetailPage.titled(Text.of("order.title", Arg.words(order.number())))
            .back("/orders", Text.of("menu.orders"))
            .state(OrderTone.words(order.state()), OrderTone.of(order.state()))
            .sub(next(order))
            .problem(Optional.ofNullable(problem));
    page.action(closing(order));
    page.story(lines(order));
    page.story(
        new Section.Own(
            Optional.of(Text.of("price.title")),
            "order/ladder",
            Map.of("ladder", Ladder.of(story.pricing(), visit.phrases()))));
    if (!story.parcels().isEmpty()) {
      page.story(parcels(story));
    }
    page.story(timeline(story));
    var words = FormErrors.words(errors, visit.phrases());
    page.facts(shipping(order, entered, words));
    page.facts(address(order)).facts(money(order));
    page.facts(
        new Section.Own(
            Optional.of(Text.of("order.notes")),
            "order/note",
            model(
                "order",
                order.id().toString(),
                "text",
                entered.text("note"),
                "error",
                words.get("note"))));
    return Details.show(page.build());
  }

  private static Map<String, @Nullable Object> model(@Nullable Object... pairs) {
    var model = new LinkedHashMap<String, @Nullable Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      model.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return model;
  }

  private static Action closing(Order order) {
    var close =
        Action.post("close", Text.of("order.close"), "/orders/" + order.id() + "/close")
            .dangerous()
            .needs("order.ship");
    return switch (order.state()) {
      case CREATED ->
          close.asks(
              Text.of("order.close.title"), Text.of("order.close.text", Arg.words(order.number())));
      case CLOSED -> close.blocked(Text.of("order.close.already"));
      case PAID, SHIPPED, RECEIVED, COMPLETED -> close.blocked(Text.of("order.close.paid"));
    };
  }

  private static Section lines(Order order) {
    return new Section.Table(
        Text.of("order.lines"),
        List.of(
            Column.of("goods", Text.of("order.column.goods")),
            Column.amount("list", Text.of("order.column.list_price")),
            Column.amount("unit", Text.of("order.column.unit_price")),
            Column.amount("quantity", Text.of("order.column.quantity")),
            Column.amount("total", Text.of("order.column.total"))),
        order.lines().stream()
            .map(
                line ->
                    ListRow.of(
                        Integer.toString(line.no()),
                        new Cell.Item(
                            line.media(),
                            line.title(),
                            line.shipped() == 0
                                ? Optional.of(line.spec())
                                    .filter(spec -> !spec.isEmpty())
                                    .map(Text::verbatim)
                                : Optional.of(
                                    Text.of(
                                        "order.line.shipped",
                                        Arg.words(line.spec()),
                                        Arg.count(line.shipped()),
                                        Arg.count(line.quantity()))),
                            "/products/" + line.product()),
                        new Cell.Money(line.listPrice()),
                        new Cell.Money(line.unitPrice()),
                        new Cell.Count(line.quantity()),
                        new Cell.Money(line.total())))
            .toList());
  }

  private static Section parcels(Order.Story story) {
    return new Section.Table(
        Text.of("order.parcels"),
        List.of(
            Column.of("carrier", Text.of("order.ship.carrier")),
            Column.of("tracking", Text.of("order.ship.tracking")),
            Column.of("contents", Text.of("order.ship.contents")),
            Column.of("at", Text.of("order.column.shipped"))),
        story.parcels().stream()
            .map(
                parcel ->
                    ListRow.of(
                        Long.toString(parcel.id()),
                        new Cell.Words(parcel.carrier()),
                        new Cell.Code(parcel.tracking(), Optional.empty()),
                        new Cell.Words(contents(parcel, story.order())),
                        new Cell.Time(parcel.shippedAt())))
            .toList());
  }

  private static String contents(Order.Parcel parcel, Order order) {
    return parcel.contents().stream()
        .map(
            packed ->
                order.lines().stream()
                        .filter(line -> line.no() == packed.line())
                        .map(line -> (line.title() + " " + line.spec()).strip())
                        .findFirst()
                        .orElse("?")
                    + " × "
                    + packed.quantity())
        .collect(Collectors.joining("；"));
  }

  /** Latest first, down to the moment when it was placed. */
  private Section timeline(Order.Story story) {
    var phrases = Visit.current().phrases();
    var names = new LinkedHashMap<String, String>();
    mall.manageStaff().list().forEach(who -> names.put("staff:" + who.id(), who.name()));
    var moments = new ArrayList<Moment>();
    story.events().reversed().forEach(event -> moments.add(moment(event, names, phrases)));
    if (story.events().stream().noneMatch(event -> event.kind().equals("placed"))) {
      moments.add(
          moment(
              new Order.Event("placed", "member", "null", story.order().createdAt()),
              names,
              phrases));
    }
    return new Section.Timeline(Text.of("order.timeline"), moments);
  }

  private static Moment moment(Order.Event event, Map<String, String> names, Phrases phrases) {
    var detail = Json.tree(event.detail());
    var what =
        phrases
            .find(
                "order.event." + event.kind(),
                field(detail, "carrier"),
                field(detail, "tracking"),
                detail.path("amount").isIntegralNumber()
                    ? phrases.money(detail.path("amount").asLong())
                    : "")
            .orElse(event.kind());
    var name = names.get(event.actor());
    var kind = "order.actor." + event.actor().replaceFirst(":.*", "");
    return new Moment(
        Text.verbatim(what),
        name != null
            ? Text.verbatim(name)
            : phrases.find(kind).isPresent() ? Text.of(kind) : Text.verbatim(event.actor()),
        event.at(),
        Optional.of(field(detail, "text")).filter(text -> !text.isEmpty()));
  }

  private static String field(JsonNode detail, String name) {
    return detail.path(name).asText("");
  }

  private static Text next(Order order) {
    return switch (order.state()) {
      case CREATED -> Text.of("order.next.CREATED", Arg.when(order.dueAt()));
      case CLOSED -> Text.of("order.next.CLOSED." + order.closeReason().orElse("shop"));
      case PAID, SHIPPED, RECEIVED, COMPLETED -> Text.of("order.next." + order.state());
    };
  }

  /** What is left of a line, to be put into a parcel. */
  public record Left(int no, String title, int pieces, String entered) {}

  private static Section shipping(Order order, Entered entered, Map<String, String> errors) {
    var title = Text.of("order.ship");
    var visit = Visit.current();
    if (order.state() != OrderState.PAID || !visit.may("order.ship")) {
      var reason =
          switch (order.state()) {
            case CREATED -> Text.of("order.ship.unpaid");
            case PAID -> Text.of("order.ship.not_allowed");
            case SHIPPED, RECEIVED, COMPLETED -> Text.of("order.ship.done");
            case CLOSED -> Text.of("order.ship.closed");
          };
      return new Section.Actions(
          title,
          List.of(
              Action.post("ship", Text.of("order.ship.submit"), "/orders/" + order.id() + "/ship")
                  .blocked(reason)));
    }
    var left =
        order.lines().stream()
            .filter(line -> line.shipped() < line.quantity())
            .map(
                line -> {
                  var pieces = line.quantity() - line.shipped();
                  var name = "piece." + line.no();
                  return new Left(
                      line.no(),
                      (line.title() + " " + line.spec()).strip(),
                      pieces,
                      entered.has(name) ? entered.text(name) : Integer.toString(pieces));
                })
            .toList();
    return new Section.Own(
        Optional.of(title),
        "order/ship",
        model(
            "order",
            order.id().toString(),
            "carrier",
            entered.text("carrier"),
            "tracking",
            entered.text("tracking"),
            "left",
            left,
            "errors",
            errors));
  }

  private static Section address(Order order) {
    var to = order.address();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(Text.of("order.column.recipient"), new Cell.Words(to.name())));
    facts.add(new Fact(Text.of("order.column.phone"), new Cell.Words(to.phone())));
    facts.add(
        new Fact(
            Text.of("order.address.where"),
            new Cell.Words(
                (to.province() + " " + to.city() + " " + to.district() + " " + to.detail())
                    .strip())));
    if (!order.note().isEmpty()) {
      facts.add(new Fact(Text.of("order.column.note"), new Cell.Words(order.note())));
    }
    return new Section.Facts(Text.of("order.address"), facts);
  }

  private static Section money(Order order) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(Text.of("price.payable"), new Cell.Money(order.payable())));
    facts.add(new Fact(Text.of("order.paid"), new Cell.Money(order.paid())));
    if (order.refunded() > 0) {
      facts.add(new Fact(Text.of("order.refunded"), new Cell.Money(order.refunded())));
    }
    facts.add(new Fact(Text.of("order.column.placed"), new Cell.Time(order.createdAt())));
    order
        .paidAt()
        .ifPresent(at -> facts.add(new Fact(Text.of("order.paid_at"), new Cell.Time(at))));
    return new Section.Facts(Text.of("order.money"), facts);
  }
}
