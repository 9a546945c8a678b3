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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rooms, in the memory of one service: one thread looks at Redis on a clock, any number of
 * threads ask, and what they ask costs Redis nothing. Only tokens are asked for in Redis.
 *
 * <p>With Redis away, or not to be believed because its mirror is being built anew, the last good
 * look counts for {@link RoomViewsSettings#usableFor()}; after that everything is unavailable until
 * the next good look. A room never goes back in the history of its log.
 */
public final class RoomViews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RoomViews.class);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final RoomAnswer UNKNOWN = new RoomAnswer.Unknown();
  private static final RoomAnswer UNAVAILABLE = new RoomAnswer.Unavailable();

  /**
   * What is known.
   *
   * @param goodAt when the last good look began, by {@link System#nanoTime}; empty before the first
   */
  private record Snapshot(Map<EventId, LoadedRoom> rooms, Optional<Long> goodAt) {}

  private final RedisConnection redis;
  private final Duration usableFor;
  private final TokenReads tokens;
  private final SequenceWaiters waiters;
  private final ScheduledExecutorService clock;
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Optional.empty());
  private boolean wasGood;

  private RoomViews(RedisConnection redis, RoomViewsSettings settings) {
    this.redis = redis;
    this.usableFor = settings.usableFor();
    this.tokens = new TokenReads(redis);
    // An interval and a quarter: the others' clocks have ticked by then, and their calls are back.
    this.waiters = new SequenceWaiters(settings.refreshEvery().multipliedBy(5).dividedBy(4));
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("room-views").daemon().factory());
  }

  /** Connects to Redis and starts to look at it; does not wait for the first view. */
  public static RoomViews start(URI redisUrl, RoomViewsSettings settings) {
    RoomViews views = new RoomViews(RedisConnection.to(redisUrl, CALL_TIMEOUT), settings);
    var _ =
        views.clock.scheduleWithFixedDelay(
            views::refresh, 0, settings.refreshEvery().toMillis(), TimeUnit.MILLISECONDS);
    return views;
  }

  private void refresh() {
    long began = System.nanoTime();
    Snapshot before = snapshot;
    try {
      Refresh.Outcome outcome = Refresh.of(redis, before.rooms());
      Optional<Long> goodAt = outcome.good() ? Optional.of(began) : before.goodAt();
      snapshot = new Snapshot(outcome.rooms(), goodAt);
      waiters.look(outcome.rooms());
      report(outcome.good(), "the mirror is not complete");
    } catch (ReadModelUnavailableException e) {
      waiters.look(before.rooms());
      report(false, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The clock would stop for ever.
      LOG.error("Rooms could not be refreshed", e);
    }
  }

  private void report(boolean good, String reason) {
    if (good == wasGood || clock.isShutdown()) {
      return;
    }
    if (good) {
      LOG.info("Rooms are refreshed from Redis");
    } else {
      LOG.warn("Rooms can't be refreshed, memory counts for {}: {}", usableFor, reason);
    }
    wasGood = good;
  }

  /** The newest view of a room; never waits. */
  public RoomAnswer room(EventId eventId) {
    Snapshot now = snapshot;
    if (!isUsable(now)) {
      return UNAVAILABLE;
    }
    LoadedRoom room = now.rooms().get(eventId);
    return room == null ? UNKNOWN : room.answer();
  }

  /** Says whether views are usable: for readiness. */
  public boolean usable() {
    return isUsable(snapshot);
  }

  private boolean isUsable(Snapshot now) {
    return now.goodAt().isPresent()
        && System.nanoTime() - now.goodAt().get() <= usableFor.toNanos();
  }

  /** Time since the last good look at Redis began; empty before the first. */
  public Optional<Duration> age() {
    return snapshot.goodAt().map(goodAt -> Duration.ofNanos(System.nanoTime() - goodAt));
  }

  /**
   * Waits until this view has shown an event and every other one that is refreshed as often has had
   * the time to. Completes with false if the limit comes first.
   */
  public CompletableFuture<Boolean> awaitSequence(
      EventId eventId, Sequence sequence, Duration limit) {
    return waiters.await(eventId, sequence, limit);
  }

  /**
   * The token of a place, from Redis; empty if it has none or the generation is over. Fails with
   * {@link ReadModelUnavailableException} within about a second.
   */
  public CompletionStage<Optional<IssuedToken>> token(
      EventId eventId, Generation generation, Place place) {
    return whereKnown(eventId, Optional.empty(), room -> tokens.token(room, generation, place));
  }

  /**
   * How many tokens end later than now and have an open session; 0 if the generation is over. Fails
   * with {@link ReadModelUnavailableException} within about a second.
   */
  public CompletionStage<Long> activeTokens(EventId eventId, Generation generation, Instant now) {
    return whereKnown(eventId, 0L, room -> tokens.active(room, generation, now));
  }

  /**
   * The requests whose tokens ended before now, those that ended first first; none if the
   * generation is over. Fails with {@link ReadModelUnavailableException}.
   */
  public CompletionStage<List<RequestId>> expiredTokens(
      EventId eventId, Generation generation, Instant now) {
    return whereKnown(eventId, List.of(), room -> tokens.expired(room, generation, now));
  }

  private <T> CompletionStage<T> whereKnown(
      EventId eventId, T otherwise, Function<LoadedRoom, CompletionStage<T>> ask) {
    Snapshot now = snapshot;
    if (!isUsable(now)) {
      return CompletableFuture.failedStage(
          new ReadModelUnavailableException("views are not usable now"));
    }
    LoadedRoom room = now.rooms().get(eventId);
    return room == null ? CompletableFuture.completedStage(otherwise) : ask.apply(room);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    redis.close();
  }
}
