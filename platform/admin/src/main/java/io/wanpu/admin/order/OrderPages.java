package io.wanpu.admin.order;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
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
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Moment;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop's orders. */
@Path("/orders")
@ApplicationScoped
public class OrderPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("order.read")
  @Produces(View.HTML)
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
              visit.actor());
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
    mall.settleOrder().closeUnpaid(order.id(), visit.actor());
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
    page.story(OrderSections.lines(order));
    page.story(
        new Section.Own(
            Optional.of(Text.of("price.title")),
            "order/ladder",
            Map.of("ladder", Ladder.of(story.pricing(), visit.phrases()))));
    if (!story.parcels().isEmpty()) {
      page.story(OrderSections.parcels(story));
    }
    page.story(timeline(story));
    var words = FormErrors.words(errors, visit.phrases());
    page.facts(shipping(order, entered, words));
    page.facts(OrderSections.address(order)).facts(OrderSections.money(order));
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

  /** Latest first, down to the moment when it was placed. */
  private Section timeline(Order.Story story) {
    var phrases = Visit.current().phrases();
    var names = new LinkedHashMap<String, String>();
    mall.manageStaff().list().forEach(who -> names.put("staff:" + who.id(), who.name()));
    var moments = new ArrayList<Moment>();
    story
        .events()
        .reversed()
        .forEach(event -> moments.add(OrderSections.moment(event, names, phrases)));
    if (story.events().stream().noneMatch(event -> event.kind().equals("placed"))) {
      moments.add(
          OrderSections.moment(
              new Order.Event("placed", "member", "null", story.order().createdAt()),
              names,
              phrases));
    }
    return new Section.Timeline(Text.of("order.timeline"), moments);
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
}
