package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** One room in the {@link RoomStores}. */
record StoredRoomState(EventId eventId, RoomStores stores) implements RoomState {

  @Override
  public Optional<Room> room() {
    return Optional.ofNullable(stores.rooms().get(RoomKeys.room(eventId)));
  }

  @Override
  public void put(Room room) {
    stores.rooms().put(RoomKeys.room(eventId), room);
  }

  /** Looks at the last span that starts at the place or before it. */
  @Override
  public Optional<NumberedSpan> spanHolding(Generation generation, Place place) {
    Bytes lowest = RoomKeys.place(eventId, generation, new Place(place.partition(), 0));
    Bytes highest = RoomKeys.place(eventId, generation, place);
    try (KeyValueIterator<Bytes, NumberedSpan> downwards =
        stores.spans().reverseRange(lowest, highest)) {
      if (!downwards.hasNext()) {
        return Optional.empty();
      }
      KeyValue<Bytes, NumberedSpan> floor = downwards.next();
      return Optional.of(floor.value).filter(span -> span.range().holds(place));
    }
  }

  @Override
  public void put(Generation generation, NumberedSpan span) {
    Place start = new Place(span.range().partition(), span.range().from());
    stores.spans().put(RoomKeys.place(eventId, generation, start), span);
  }

  @Override
  public Optional<IssuedToken> token(Generation generation, Place place) {
    return Optional.ofNullable(stores.tokens().get(RoomKeys.place(eventId, generation, place)));
  }

  @Override
  public void put(Generation generation, IssuedToken token) {
    stores.tokens().put(RoomKeys.place(eventId, generation, token.place()), token);
  }
}
