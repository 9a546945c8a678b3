package io.anteroom.readmodel;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
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
 * <p>What a view says was so at most {@link RoomViewsSettings#usableFor()} ago. Its age counts from
 * the moment at which the mirror was level with the log, so it grows alike where Redis is away,
 * where it is being built anew, and where its mirror is slow, cut off or dead; too old a view is
 * unavailable. A room never goes back in the history of its log.
 */
public final class RoomViews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RoomViews.class);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final RoomAnswer UNKNOWN = new RoomAnswer.Unknown();
  private static final RoomAnswer UNAVAILABLE = new RoomAnswer.Unavailable();

  /**
   * What is known.
   *
   * @param lookedAt when the last good look began, by {@link System#nanoTime}; empty before the
   *     first
   * @param trueAt when what it brought was the state of the log
   */
  private record Snapshot(Refresh.Outcome seen, Optional<Long> lookedAt, Optional<Long> trueAt) {

    Snapshot next(Refresh.Outcome outcome, long began) {
      return outcome.good()
          ? new Snapshot(
              outcome,
              Optional.of(began),
              outcome.directory().mirrors().age().map(age -> began - age.toNanos()))
          : new Snapshot(outcome, lookedAt, trueAt);
    }

    Optional<LoadedRoom> room(EventId eventId) {
      return Optional.ofNullable(seen.rooms().get(eventId));
    }
  }

  private final RedisConnection redis;
  private final Duration usableFor;
  private final TokenReads tokens;
  private final SequenceWaiters waiters;
  private final Optional<Instances> instances;
  private final ScheduledExecutorService clock;
  private volatile Snapshot snapshot =
      new Snapshot(Refresh.Outcome.NOTHING, Optional.empty(), Optional.empty());
  private boolean wasGood;

  private RoomViews(RedisConnection redis, RoomViewsSettings settings) {
    this.redis = redis;
    this.usableFor = settings.usableFor();
    this.tokens = new TokenReads(redis);
    this.instances = settings.countedAs().map(Instances::new);
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
      Snapshot next = before.next(Refresh.after(before.seen(), redis), began);
      snapshot = next;
      waiters.look(next.seen().rooms());
      report(next);
      instances.ifPresent(all -> all.tell(redis));
    } catch (ReadModelUnavailableException e) {
      waiters.look(before.seen().rooms());
      report(false, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The clock would stop for ever.
      LOG.error("Rooms could not be refreshed", e);
    }
  }

  private void report(Snapshot now) {
    if (!now.seen().good()) {
      report(false, "the mirror is not complete");
    } else if (!isYoung(now.trueAt())) {
      report(false, "the mirror does not follow the log");
    } else {
      report(true, "");
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
    return isYoung(now.trueAt()) ? answer(now, eventId) : UNAVAILABLE;
  }

  /**
   * The newest view of a room for whoever wants to join it; never waits. Joins need no numbers, so
   * they go on while the processor is away and nothing is decided: a room counts for as long as
   * Redis holds it, however old its view. That there is none takes a view that is not old.
   */
  public RoomAnswer roomToJoin(EventId eventId) {
    Snapshot now = snapshot;
    if (!isYoung(now.lookedAt())) {
      return UNAVAILABLE;
    }
    RoomAnswer answer = answer(now, eventId);
    return answer instanceof RoomAnswer.Known || isYoung(now.trueAt()) ? answer : UNAVAILABLE;
  }

  private static RoomAnswer answer(Snapshot now, EventId eventId) {
    return now.room(eventId).map(LoadedRoom::answer).orElse(UNKNOWN);
  }

  /** Every room as it was last seen, in no order; empty while views are not usable. */
  public Optional<List<RoomView>> rooms() {
    Snapshot now = snapshot;
    return isYoung(now.trueAt())
        ? Optional.of(
            now.seen().rooms().values().stream()
                .map(LoadedRoom::view)
                .filter(view -> !view.room().retired())
                .toList())
        : Optional.empty();
  }

  /**
   * The first offset of each partition of the joins behind all that any room has numbered, retired
   * rooms among them; empty while views are not usable.
   */
  public Optional<PartitionOffsets> numberedTo() {
    Snapshot now = snapshot;
    return isYoung(now.trueAt())
        ? Optional.of(
            now.seen().rooms().values().stream()
                .map(room -> room.view().room().numberedTo())
                .reduce(PartitionOffsets.ZERO, PartitionOffsets::max))
        : Optional.empty();
  }

  /** Says whether rooms can be joined, so far as that depends on views: for readiness. */
  public boolean usableToJoin() {
    return isYoung(snapshot.lookedAt());
  }

  /** Says whether views are usable: for readiness. */
  public boolean usable() {
    return isYoung(snapshot.trueAt());
  }

  private boolean isYoung(Optional<Long> nanos) {
    return nanos.isPresent() && System.nanoTime() - nanos.get() <= usableFor.toNanos();
  }

  /**
   * How many instances of the service there are, this one among them: what a room allows all of
   * them together, each may take that part of. Right to within three seconds; stands while Redis is
   * away.
   *
   * @throws IllegalStateException if the settings don't say what to count
   */
  public int instances() {
    return instances
        .map(Instances::count)
        .orElseThrow(() -> new IllegalStateException("instances are not counted here"));
  }

  /** How far views are behind the log at most; empty before the first good look at Redis. */
  public Optional<Duration> age() {
    return snapshot.trueAt().map(nanos -> Duration.ofNanos(System.nanoTime() - nanos));
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
   * How many tokens end later than each of some moments; none if the generation is over. Fails with
   * {@link ReadModelUnavailableException} within about a second.
   *
   * @param moments some hundreds at most: Redis counts for all of them without a pause
   */
  public CompletionStage<TokenCounts> tokenCounts(
      EventId eventId, Generation generation, List<Instant> moments) {
    return whereKnown(
        eventId,
        TokenCounts.none(moments.size()),
        room -> tokens.counts(room, generation, moments));
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
    if (!isYoung(now.trueAt())) {
      return CompletableFuture.failedStage(
          new ReadModelUnavailableException("views are not usable now"));
    }
    return now.room(eventId).map(ask).orElseGet(() -> CompletableFuture.completedStage(otherwise));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    redis.close();
  }
}
