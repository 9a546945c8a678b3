package io.anteroom.readmodel;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.IssuedToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All rooms, in memory. */
@SuppressWarnings("DoNotCallSuggester")
public final class RoomViews implements AutoCloseable {

  private RoomViews() {}

  /** Connects to Redis and starts to look at it; does not wait for the first view. */
  public static RoomViews start(URI redisUrl, RoomViewsSettings settings) {
    throw new UnsupportedOperationException(redisUrl + " " + settings);
  }

  /** The newest view of a room; never waits. */
  public RoomAnswer room(EventId eventId) {
    throw new UnsupportedOperationException(eventId.value());
  }

  /** Says whether views are usable: for readiness. */
  public boolean usable() {
    throw new UnsupportedOperationException();
  }

  /** Time since the last good look at Redis began; empty before the first. */
  public Optional<Duration> age() {
    throw new UnsupportedOperationException();
  }

  /**
   * Waits until this view has shown an event and every other one that is refreshed as often has had
   * the time to. Completes with false if the limit comes first.
   */
  public CompletableFuture<Boolean> awaitSequence(
      EventId eventId, Sequence sequence, Duration limit) {
    throw new UnsupportedOperationException(eventId + " " + sequence + " " + limit);
  }

  /**
   * The token of a place, from Redis; empty if it has none or the generation is over. Fails with
   * {@link ReadModelUnavailableException} within about a second.
   */
  public CompletionStage<Optional<IssuedToken>> token(
      EventId eventId, Generation generation, Place place) {
    throw new UnsupportedOperationException(eventId + " " + generation + " " + place);
  }

  /**
   * How many tokens end later than now and have an open session; 0 if the generation is over. Fails
   * with {@link ReadModelUnavailableException} within about a second.
   */
  public CompletionStage<Long> activeTokens(EventId eventId, Generation generation, Instant now) {
    throw new UnsupportedOperationException(eventId + " " + generation + " " + now);
  }

  /**
   * The requests whose tokens ended before now, those that ended first first; none if the
   * generation is over. Fails with {@link ReadModelUnavailableException}.
   */
  public CompletionStage<List<RequestId>> expiredTokens(
      EventId eventId, Generation generation, Instant now) {
    throw new UnsupportedOperationException(eventId + " " + generation + " " + now);
  }

  @Override
  public void close() {}
}
