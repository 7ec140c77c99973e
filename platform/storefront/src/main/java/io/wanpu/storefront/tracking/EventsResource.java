package io.wanpu.storefront.tracking;

import io.wanpu.kernel.tracking.TakeEvents;
import io.wanpu.kernel.tracking.TrackBatch;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import io.wanpu.storefront.web.Words;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What shoppers do, as their programs tell it. */
@Path("shops/{shop}/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
  private final ShopCall call = ShopCall.current();

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value =
          "Tell what a shopper did; an event that is not declared is refused with the reason, the"
              + " others of the batch are kept. The same event once more counts once",
      tag = "tracking",
      open = true)
  public Taken take(BatchRequest request) {
    var outcome = call.mall().takeEvents().take(request.batch(call));
    return new Taken(outcome.accepted(), outcome.refused().stream().map(Refused::of).toList());
  }

  /**
   * A batch of events of one visit.
   *
   * @param visitor names the installation of the program
   * @param session names the visit
   * @param scene how the host was entered
   * @param channel where the link came from
   * @param events 1..50
   */
  public record BatchRequest(
      @Pattern(regexp = "^[A-Za-z0-9_-]{8,40}$") String visitor,
      @Pattern(regexp = "^[A-Za-z0-9_-]{8,40}$") String session,
      Optional<@Size(max = 40) String> scene,
      Optional<@Size(max = 40) String> channel,
      @Size(min = 1, max = 50) List<EventRequest> events) {
    TrackBatch batch(ShopCall call) {
      return new TrackBatch(
          call.visitor(),
          visitor,
          session,
          scene.orElse(""),
          channel.orElse(""),
          events.stream().map(EventRequest::event).toList());
    }
  }

  /**
   * Something that happened.
   *
   * @param id names the event, of the program's choice
   * @param name a declared event, e.g. {@code product_view}
   * @param at when it happened
   * @param props declared properties, at most 200 characters each
   */
  public record EventRequest(
      @Pattern(regexp = "^[A-Za-z0-9_-]{8,40}$") String id,
      @NotBlank @Size(max = 40) String name,
      Instant at,
      Optional<@Size(max = 10) Map<String, String>> props) {
    TrackBatch.Event event() {
      return new TrackBatch.Event(id, name, at, props.orElse(Map.of()));
    }
  }

  /** What became of the batch. @param accepted events that are kept */
  public record Taken(int accepted, List<Refused> refused) {}

  /**
   * A refused event.
   *
   * @param reason {@code unknown-event}, {@code unknown-property}, {@code property-too-long},
   *     {@code too-old} or {@code from-the-future}
   */
  public record Refused(String id, String reason) {
    static Refused of(TakeEvents.Refused refused) {
      return new Refused(refused.id(), Words.of(refused.reason()));
    }
  }
}
