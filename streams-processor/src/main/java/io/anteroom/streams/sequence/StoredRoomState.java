package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.TokenCount;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
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
  public Optional<NumberedSpan> spanFrom(Generation generation, Place place) {
    return spanHolding(generation, place).or(() -> nextSpan(generation, place));
  }

  private Optional<NumberedSpan> nextSpan(Generation generation, Place place) {
    Bytes lowest = RoomKeys.place(eventId, generation, place);
    Bytes highest =
        RoomKeys.place(eventId, generation, new Place(place.partition(), Place.MAX_OFFSET));
    try (KeyValueIterator<Bytes, NumberedSpan> upwards = stores.spans().range(lowest, highest)) {
      return upwards.hasNext() ? Optional.of(upwards.next().value) : Optional.empty();
    }
  }

  @Override
  public void put(Generation generation, NumberedSpan span) {
    Place start = new Place(span.range().partition(), span.range().from());
    stores.spans().put(RoomKeys.place(eventId, generation, start), span);
  }

  @Override
  public Optional<Reached> reached(Generation generation, QueueNumber number) {
    Bytes lowest = RoomKeys.value(eventId, generation, 0);
    Bytes highest = RoomKeys.value(eventId, generation, number.value());
    try (KeyValueIterator<Bytes, Reached> downwards =
        stores.serving().reverseRange(lowest, highest)) {
      return downwards.hasNext()
          ? Optional.of(downwards.next().value).filter(line -> line.holds(number))
          : Optional.empty();
    }
  }

  @Override
  public void put(Generation generation, Reached reached) {
    stores.serving().put(RoomKeys.value(eventId, generation, reached.first().value()), reached);
  }

  @Override
  public Optional<IssuedToken> token(Generation generation, Place place) {
    return Optional.ofNullable(stores.tokens().get(RoomKeys.place(eventId, generation, place)));
  }

  @Override
  public void put(Generation generation, IssuedToken token) {
    token(generation, token.place()).ifPresent(former -> count(generation, former, -1));
    count(generation, token, 1);
    stores.tokens().put(RoomKeys.place(eventId, generation, token.place()), token);
  }

  private void count(Generation generation, IssuedToken token, long more) {
    if (token.status() == SessionStatus.ACTIVE) {
      long second = token.claims().expiresAt().getEpochSecond();
      Bytes key = RoomKeys.value(eventId, generation, second);
      long count = Optional.ofNullable(stores.active().get(key)).orElse(0L) + more;
      stores.active().put(key, count == 0 ? null : count);
    }
  }

  @Override
  public TokenCount countTokens(Generation generation, OffsetRange range, int limit) {
    Bytes lowest = RoomKeys.place(eventId, generation, new Place(range.partition(), range.from()));
    Bytes highest = RoomKeys.place(eventId, generation, new Place(range.partition(), range.to()));
    int tokens = 0;
    try (KeyValueIterator<Bytes, IssuedToken> upwards = stores.tokens().range(lowest, highest)) {
      while (upwards.hasNext()) {
        if (tokens == limit - 1) {
          Place last = upwards.next().value.place();
          return new TokenCount(limit, upwards.hasNext() ? last.offset() : range.to());
        }
        upwards.next();
        tokens++;
      }
    }
    return new TokenCount(tokens, range.to());
  }

  /** Tokens end on whole seconds, so later than now means in a later second. */
  @Override
  public long activeTokens(Generation generation, Instant now) {
    Bytes lowest = RoomKeys.value(eventId, generation, now.getEpochSecond() + 1);
    Bytes highest = RoomKeys.value(eventId, generation, Long.MAX_VALUE);
    long active = 0;
    try (KeyValueIterator<Bytes, Long> upwards = stores.active().range(lowest, highest)) {
      while (upwards.hasNext()) {
        active += upwards.next().value;
      }
    }
    return active;
  }
}
