package io.anteroom.domain.room;

import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PlacesHandedOn;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SettledPlacesCounted;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Counters and settings of a room: small, and the same size however many people wait.
 *
 * @param eventId the room
 * @param sequence the last event that this state knows of
 * @param decidedAt when that was decided
 * @param generation the generation that it is in
 * @param settings what its owner set
 * @param queueCounter the highest number given out in this generation, 0 if none
 * @param servingCounter the highest number that may have a token
 * @param tokenCounter tokens made in this generation
 * @param completedSessions sessions completed in this generation
 * @param abandonedSessions sessions abandoned in this generation
 * @param starts the first offset of this generation, by partition
 * @param numberedTo the first offset without a number, by partition; never below {@code starts}
 * @param expiry what it keeps about positions that expire
 * @param turns what it keeps about turns that were passed on, or used up
 * @param metricsAt when it last reported its metrics, {@link Instant#EPOCH} if never
 * @param retired whether it is gone, so that nobody knows it until it is made again
 */
public record Room(
    EventId eventId,
    Sequence sequence,
    Instant decidedAt,
    Generation generation,
    RoomSettings settings,
    long queueCounter,
    ServingCounter servingCounter,
    long tokenCounter,
    long completedSessions,
    long abandonedSessions,
    PartitionOffsets starts,
    PartitionOffsets numberedTo,
    ExpiryAccount expiry,
    TurnAccount turns,
    Instant metricsAt,
    boolean retired) {

  /**
   * The state after an event; the only place where counters change.
   *
   * @param before the state before it; empty before the first event of a room
   * @throws BrokenHistoryException if the event does not follow on that state
   */
  public static Room after(Optional<Room> before, RecordedEvent recorded) {
    Sequence last = before.map(Room::sequence).orElse(Sequence.NONE);
    if (!recorded.sequence().equals(last.next())) {
      throw new BrokenHistoryException(
          "event %s of room %s does not follow on %s"
              .formatted(recorded.sequence(), recorded.eventId(), last));
    }
    before.ifPresent(room -> room.requireSameRoom(recorded));
    Draft draft = before.map(Draft::new).orElseGet(() -> new Draft(firstOf(recorded)));
    draft.take(recorded);
    return draft.room();
  }

  private void requireSameRoom(RecordedEvent recorded) {
    if (!recorded.eventId().equals(eventId)) {
      throw new BrokenHistoryException(
          "event %s belongs to room %s and not to %s"
              .formatted(recorded.sequence(), recorded.eventId(), eventId));
    }
  }

  private static Room firstOf(RecordedEvent recorded) {
    if (!(recorded.event() instanceof RoomConfigured configured)) {
      throw new BrokenHistoryException(
          "the first event of room " + recorded.eventId() + " must configure it");
    }
    return new Room(
        recorded.eventId(),
        Sequence.NONE,
        recorded.decidedAt(),
        Generation.FIRST,
        configured.settings(),
        0,
        ServingCounter.ZERO,
        0,
        0,
        0,
        PartitionOffsets.ZERO,
        PartitionOffsets.ZERO,
        ExpiryAccount.startingAt(PartitionOffsets.ZERO),
        TurnAccount.NONE,
        Instant.EPOCH,
        false);
  }

  /** Numbered places that have no token yet and have not expired. */
  public long waiting() {
    return queueCounter - tokenCounter - expiry.expired();
  }

  /**
   * Numbers that may still claim a token, or will be able to without anybody's doing: those that
   * are served, taken or not, and those that are owed a turn, less those that have a token or
   * expired. A position whose time is up counts until a tick has said so.
   */
  public long claimable() {
    long settled = tokenCounter + expiry.expired() - turns.settledAbove();
    // Only a counter that was moved back before settled places were counted can be below them.
    long served = Math.max(0, servingCounter.value() - settled);
    return served + Math.min(expiry.owed(), Long.MAX_VALUE - served);
  }

  /**
   * Places that came free and were passed on to the next in line, or will be without anybody's
   * doing: nobody else may pass them on.
   */
  public long handedOn() {
    return turns.handedOn() + expiry.owed();
  }

  /**
   * Says whether time alone may have brought something about; where it says no, a tick decides
   * nothing. It costs nothing, so that thousands of rooms can be asked each second.
   *
   * @param clock what the clock says; the room's own time counts where that is later
   */
  public boolean mayChangeAt(Instant clock) {
    Instant now = clock.isAfter(decidedAt) ? clock : decidedAt;
    boolean turnsAreOpen = expiry.owed() > 0 && !settings.paused();
    return !retired && (someMayExpire() || turnsAreOpen || isToReportAt(now));
  }

  /** Says whether there are positions that are still to be judged, sooner or later. */
  boolean someMayExpire() {
    return settings.positionExpiry().enabled()
        && expiry.highestServed().value() > 0
        && !expiry.judgedTo().cover(numberedTo);
  }

  /** Says whether a minute began since the room last reported, and it is to report. */
  boolean isToReportAt(Instant now) {
    return settings.metrics()
        && metricsAt.truncatedTo(ChronoUnit.MINUTES).isBefore(now.truncatedTo(ChronoUnit.MINUTES));
  }

  /** Says whether a place belongs to a former generation. */
  public boolean isFormer(Place place) {
    return starts.isPast(place);
  }

  /** A room in the making, so that each event names only what it changes. */
  private static final class Draft {
    private final EventId eventId;
    private Sequence sequence;
    private Instant decidedAt;
    private Generation generation;
    private RoomSettings settings;
    private long queueCounter;
    private ServingCounter servingCounter;
    private long tokenCounter;
    private long completedSessions;
    private long abandonedSessions;
    private PartitionOffsets starts;
    private PartitionOffsets numberedTo;
    private ExpiryAccount expiry;
    private TurnAccount turns;
    private Instant metricsAt;
    private boolean retired;

    Draft(Room room) {
      eventId = room.eventId;
      sequence = room.sequence;
      decidedAt = room.decidedAt;
      generation = room.generation;
      settings = room.settings;
      queueCounter = room.queueCounter;
      servingCounter = room.servingCounter;
      tokenCounter = room.tokenCounter;
      completedSessions = room.completedSessions;
      abandonedSessions = room.abandonedSessions;
      starts = room.starts;
      numberedTo = room.numberedTo;
      expiry = room.expiry;
      turns = room.turns;
      metricsAt = room.metricsAt;
      retired = room.retired;
    }

    void take(RecordedEvent recorded) {
      sequence = recorded.sequence();
      decidedAt = recorded.decidedAt();
      generation = recorded.generation();
      switch (recorded.event()) {
        case SpanNumbered(var span) -> {
          queueCounter = span.lastNumber().value();
          numberedTo = numberedTo.behind(span.range());
        }
        case RoomConfigured configured -> {
          settings = configured.settings();
          expiry = expiry.under(settings);
          retired = false;
        }
        case ServingCounterMoved moved -> {
          servingCounter = moved.current();
          expiry = expiry.after(moved);
          turns = turns.after(moved, sequence);
        }
        case PlacesHandedOn(var count) -> turns = turns.withMoreHandedOn(count);
        case SettledPlacesCounted(var above) -> turns = turns.withSettledAbove(above);
        case TokenGenerated _ -> tokenCounter++;
        case SessionUpdated updated -> count(updated.status());
        case RoomReset reset -> restart(reset.starts());
        case PositionsExpired expired -> expiry = expiry.after(expired, settings);
        case MetricsReported _ -> metricsAt = decidedAt;
        case RoomRetired _ -> retired = true;
      }
    }

    private void count(SessionStatus status) {
      switch (status) {
        case COMPLETED -> completedSessions++;
        case ABANDONED -> abandonedSessions++;
        case ACTIVE -> throw new BrokenHistoryException("a session is never opened again");
      }
    }

    private void restart(PartitionOffsets from) {
      queueCounter = 0;
      servingCounter = ServingCounter.ZERO;
      tokenCounter = 0;
      completedSessions = 0;
      abandonedSessions = 0;
      starts = from;
      numberedTo = from;
      expiry = ExpiryAccount.startingAt(from);
      turns = turns.restarted(sequence);
    }

    Room room() {
      return new Room(
          eventId,
          sequence,
          decidedAt,
          generation,
          settings,
          queueCounter,
          servingCounter,
          tokenCounter,
          completedSessions,
          abandonedSessions,
          starts,
          numberedTo,
          expiry,
          turns,
          metricsAt,
          retired);
    }
  }
}
