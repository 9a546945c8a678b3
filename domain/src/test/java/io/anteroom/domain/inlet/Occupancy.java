package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who is in the site and who may come, person by person. It asks the room about each, as if he
 * claimed his token now, and trusts none of its counters.
 */
final class Occupancy {

  private final RoomState state;
  private final NavigableMap<Long, Place> withoutToken = new TreeMap<>();
  private final Map<Place, Instant> endOfToken = new HashMap<>();
  private long highestNumber;
  private long turnsUsed;

  Occupancy(RoomState state) {
    this.state = state;
  }

  void take(RecordedEvent recorded) {
    switch (recorded.event()) {
      case RoomEvent.SpanNumbered(var span) -> join(span);
      case RoomEvent.TokenGenerated(var place, var claims) -> {
        withoutToken.remove(claims.queuePosition().value());
        endOfToken.put(place, claims.expiresAt());
        turnsUsed++;
      }
      case RoomEvent.SessionUpdated(var place, _, _) -> endOfToken.remove(place);
      case RoomEvent.PositionsExpired(var count, _) -> turnsUsed += count;
      case RoomEvent.RoomReset _ -> {
        withoutToken.clear();
        endOfToken.clear();
        highestNumber = 0;
        turnsUsed = 0;
      }
      case RoomEvent.RoomConfigured _,
          RoomEvent.ServingCounterMoved _,
          RoomEvent.PlacesHandedOn _,
          RoomEvent.SettledPlacesCounted _,
          RoomEvent.MetricsReported _,
          RoomEvent.RoomRetired _ -> {}
    }
  }

  private void join(NumberedSpan span) {
    int partition = span.range().partition();
    for (long offset = span.range().from(); offset <= span.range().to(); offset++) {
      Place place = new Place(partition, offset);
      highestNumber = span.numberOf(place).value();
      withoutToken.put(highestNumber, place);
    }
  }

  /** People who had their turn in this generation: they have or had a token, or expired. */
  long turnsUsed() {
    return turnsUsed;
  }

  /** Tokens that have not ended, with their sessions open. */
  long active(Instant now) {
    return endOfToken.values().stream().filter(end -> end.isAfter(now)).count();
  }

  /** Numbers that would get a token if they asked now, those included that nobody has yet. */
  long mayCome(Instant now) {
    long serving = state.room().orElseThrow().servingCounter().value();
    long nobodys = Math.max(0, serving - highestNumber);
    return nobodys
        + withoutToken.headMap(serving, true).values().stream()
            .filter(place -> mayClaim(place, now))
            .count();
  }

  private boolean mayClaim(Place place, Instant now) {
    return new WaitingRoom(ModelRoom.ID, state).decide(ModelRoom.claim(place), now)
        instanceof Accepted;
  }
}
