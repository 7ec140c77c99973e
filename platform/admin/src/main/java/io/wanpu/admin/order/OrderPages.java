package io.wanpu.admin.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Pictures;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.Tab;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.OrderId;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop's orders. */
@Path("/orders")
@RequestScoped
public class OrderPages {
  private static final int PAGE = 30;
  private static final List<OrderState> VIEWS =
      List.of(
          OrderState.PAID,
          OrderState.CREATED,
          OrderState.SHIPPED,
          OrderState.RECEIVED,
          OrderState.CLOSED);

  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("order.read")
  public View list() {
    var phrases = Visit.current().phrases();
    var entered = Entered.in(request);
    var query = entered.text("q");
    var state =
        VIEWS.stream().filter(view -> view.name().equals(entered.text("state"))).findFirst();
    var before = Optional.of(entered.text("before")).filter(id -> !id.isEmpty()).map(OrderId::of);
    var found =
        mall.orders().list(state, Optional.of(query).filter(q -> !q.isEmpty()), before, PAGE + 1);
    var shown = found.subList(0, Math.min(PAGE, found.size()));
    var address = "/orders?q=" + encoded(query) + state.map(s -> "&state=" + s).orElse("");
    return View.of("order/list")
        .with("tabs", tabs(phrases, state))
        .with("query", query)
        .with("keep", state.map(s -> Map.of("state", s.name())).orElse(Map.of()))
        .with("rows", shown.stream().map(order -> OrderRow.of(order, phrases)).toList())
        .with("fresh", state.isEmpty() && query.isEmpty() && before.isEmpty())
        .with("first", before.isPresent() ? address : null)
        .with("next", found.size() > PAGE ? address + "&before=" + shown.getLast().id() : null);
  }

  private List<Tab> tabs(Phrases phrases, Optional<OrderState> current) {
    var counts = mall.orders().counts();
    var tabs = new ArrayList<Tab>();
    tabs.add(new Tab(phrases.words("order.all"), "/orders", current.isEmpty(), null));
    for (var view : VIEWS) {
      tabs.add(
          new Tab(
              OrderTone.words(phrases, view),
              "/orders?state=" + view,
              current.equals(Optional.of(view)),
              view == OrderState.PAID || view == OrderState.CREATED
                  ? (long) counts.getOrDefault(view, 0)
                  : null));
    }
    return tabs;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @GET
  @Path("{id}")
  @Permission("order.read")
  public View show(@PathParam("id") String id) {
    return detail(mall.orders().story(OrderId.of(id)), Entered.of(Map.of()), List.of(), null);
  }

  /** Sends the pieces that were entered for each line. */
  @POST
  @Path("{id}/ship")
  @Permission("order.ship")
  public Response ship(@PathParam("id") String id) {
    var visit = Visit.current();
    var entered = Entered.in(request);
    var order = mall.orders().story(OrderId.of(id)).order();
    try {
      mall.fulfilOrder()
          .ship(
              order.id(),
              entered.text("carrier"),
              entered.text("tracking"),
              packed(order, entered),
              "staff:" + visit.clerk().staff());
    } catch (MallException refused) {
      return Response.status(refused.kind().status())
          .entity(
              detail(
                  mall.orders().story(order.id()),
                  entered,
                  refused.fields(),
                  refused.fields().isEmpty() ? visit.phrases().text(refused.text()) : null))
          .build();
    }
    return Redirect.to("/orders/" + order.id(), visit.phrases().words("order.shipped"));
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
    mall.settleOrder().closeUnpaid(order.id(), "staff:" + visit.clerk().staff());
    return Redirect.to("/orders/" + order.id(), visit.phrases().words("order.closed"));
  }

  private View detail(
      Order.Story story, Entered entered, List<FieldError> errors, @Nullable String problem) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var order = story.order();
    var shippable = order.state() == OrderState.PAID && visit.may("order.ship");
    return View.of("order/detail")
        .with("order", order)
        .with("paidAt", order.paidAt().orElse(null))
        .with("state", OrderTone.words(phrases, order.state()))
        .with("tone", OrderTone.of(order.state()))
        .with("next", next(order, phrases))
        .with("problem", problem)
        .with("lines", order.lines().stream().map(Line::of).toList())
        .with("ladder", Ladder.of(story.pricing(), phrases))
        .with("parcels", story.parcels().stream().map(p -> Parcel.of(p, order)).toList())
        .with("events", events(story, phrases))
        .with("shippable", shippable)
        .with("whyNotShippable", shippable ? null : whyNotShippable(order, phrases))
        .with("closable", order.state() == OrderState.CREATED && visit.may("order.ship"))
        .with("closeText", phrases.words("order.close.text", order.number()))
        .with("entered", entered)
        .with("errors", FormErrors.words(errors, phrases));
  }

  /** Latest first, down to the moment when it was placed. */
  private static List<Event> events(Order.Story story, Phrases phrases) {
    var events = new ArrayList<Event>();
    story.events().reversed().forEach(event -> events.add(Event.of(event, phrases)));
    if (story.events().stream().noneMatch(event -> event.kind().equals("placed"))) {
      var placed = new Order.Event("placed", "member", "null", story.order().createdAt());
      events.add(Event.of(placed, phrases));
    }
    return events;
  }

  private static String next(Order order, Phrases phrases) {
    return switch (order.state()) {
      case CREATED -> phrases.words("order.next.CREATED", order.dueAt());
      case CLOSED ->
          phrases.words("order.next.CLOSED." + order.closeReason().orElse("shop"), order.number());
      default -> phrases.words("order.next." + order.state());
    };
  }

  private static @Nullable String whyNotShippable(Order order, Phrases phrases) {
    return switch (order.state()) {
      case CREATED -> phrases.words("order.ship.unpaid");
      case PAID -> phrases.words("order.ship.not_allowed");
      case SHIPPED, RECEIVED, COMPLETED, CLOSED -> null;
    };
  }

  /** A line as the template shows it. */
  public record Line(
      int no,
      String product,
      String title,
      String spec,
      @Nullable String media,
      long listPrice,
      long unitPrice,
      int quantity,
      long total,
      int shipped,
      int left) {
    static Line of(Order.Line line) {
      return new Line(
          line.no(),
          line.product().toString(),
          line.title(),
          line.spec(),
          Pictures.at(line.media()),
          line.listPrice(),
          line.unitPrice(),
          line.quantity(),
          line.total(),
          line.shipped(),
          line.quantity() - line.shipped());
    }
  }

  /** A parcel as the template shows it. */
  public record Parcel(String carrier, String tracking, String contents, Instant shippedAt) {
    static Parcel of(Order.Parcel parcel, Order order) {
      var contents =
          parcel.contents().stream()
              .map(
                  packed ->
                      order.lines().stream()
                              .filter(line -> line.no() == packed.line())
                              .map(line -> (line.title() + " " + line.spec()).strip())
                              .findFirst()
                              .orElse("?")
                          + " × "
                          + packed.quantity())
              .toList();
      return new Parcel(
          parcel.carrier(), parcel.tracking(), String.join("；", contents), parcel.shippedAt());
    }
  }

  /** An entry of the timeline as the template shows it. */
  public record Event(String what, String who, Instant at) {
    static Event of(Order.Event event, Phrases phrases) {
      var detail = Json.tree(event.detail());
      var actor = event.actor().replaceFirst(":.*", "");
      return new Event(
          phrases
              .find(
                  "order.event." + event.kind(),
                  field(detail, "carrier"),
                  field(detail, "tracking"),
                  detail.path("amount").isIntegralNumber()
                      ? phrases.money(detail.path("amount").asLong())
                      : "")
              .orElse(event.kind()),
          phrases.find("order.actor." + actor).orElse(event.actor()),
          event.at());
    }

    private static String field(JsonNode detail, String name) {
      return detail.path(name).asText("");
    }
  }
}
