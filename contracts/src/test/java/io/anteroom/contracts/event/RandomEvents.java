package io.anteroom.contracts.event;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.time.Instant;
import java.util.Random;

/** Public events with any values that the domain lets through; a seed makes them again. */
final class RandomEvents {

  private static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  private static final long LATEST_SECOND = 1L << 40;

  private final long seed;
  private final Random random;
  private long sequence;

  RandomEvents(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  PublicEvent next() {
    EventId room = room();
    RecordedEvent recorded =
        new RecordedEvent(
            room, new Generation(1), new Sequence(++sequence), Instant.EPOCH, event(room));
    return PublicEvent.of(recorded).orElseThrow();
  }

  private RoomEvent event(EventId room) {
    return switch (random.nextInt(5)) {
      case 0 -> new RoomEvent.TokenGenerated(place(), claims(room));
      case 1 -> new RoomEvent.SessionUpdated(place(), request(), status());
      case 2 -> new RoomEvent.ServingCounterMoved(counter(), counter(), cause());
      case 3 -> refilled(counter(), counter());
      default -> new RoomEvent.MetricsReported(metrics());
    };
  }

  private EventId room() {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(1, 129);
    while (name.length() < length) {
      name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
    }
    return new EventId(name.toString());
  }

  private TokenClaims claims(EventId room) {
    Instant begin = Instant.ofEpochSecond(random.nextLong(LATEST_SECOND));
    return new TokenClaims(
        room,
        request(),
        new QueueNumber(random.nextLong(1, Long.MAX_VALUE)),
        begin,
        begin.plusSeconds(random.nextLong(1, LATEST_SECOND)),
        new Issuer("https://queue.example"),
        new KeyId("key"),
        new TokenId("x".repeat(random.nextInt(1, 129))));
  }

  private Place place() {
    return new Place(random.nextInt(Place.MAX_PARTITION + 1), random.nextLong(Place.MAX_OFFSET));
  }

  private RequestId request() {
    return new RequestId(random.nextLong(), random.nextLong());
  }

  private ServingCounter counter() {
    return new ServingCounter(random.nextLong(Long.MAX_VALUE));
  }

  /** Places that expire only ever move the counter forward. */
  private static RoomEvent refilled(ServingCounter one, ServingCounter other) {
    boolean forward = one.value() < other.value();
    return new RoomEvent.ServingCounterMoved(
        forward ? one : other, forward ? other : one, Cause.EXPIRY);
  }

  private RoomMetrics metrics() {
    return new RoomMetrics(
        count(), count(), count(), counter(), count(), count(), count(), count());
  }

  private long count() {
    return random.nextLong(Long.MAX_VALUE);
  }

  private SessionStatus status() {
    return random.nextBoolean() ? SessionStatus.COMPLETED : SessionStatus.ABANDONED;
  }

  private Cause cause() {
    return random.nextBoolean() ? Cause.ADMIN : Cause.INLET;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
