package io.wanpu.kernel.tracking;

import io.wanpu.api.id.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one program has to tell.
 *
 * @param visitor names the installation of the program
 * @param session names one visit
 * @param scene how the host was entered; may be empty
 * @param channel where the link came from; may be empty
 */
public record TrackBatch(
    Optional<MemberId> member,
    String visitor,
    String session,
    String scene,
    String channel,
    List<Event> events) {
  public TrackBatch {
    events = List.copyOf(events);
  }

  /**
   * Something that a shopper did.
   *
   * @param id names it: sent twice, it counts once
   * @param at by the mall's clock as the program knows it
   */
  public record Event(String id, String name, Instant at, Map<String, String> props) {
    public Event {
      props = Map.copyOf(props);
    }
  }
}
