package io.anteroom.audit;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events of one room, written by hand, sound or not: only sequence and time go by themselves. */
final class History {

  static final Instant START = Instant.ofEpochSecond(1_800_000_000);
  private static final RoomSettings DEFAULTS =
      RoomSettings.defaults(new Issuer("https://queue.example"));

  private final EventId eventId;
  private final List<RecordedEvent> events = new ArrayList<>();
  private int generation = 1;
  private long sequence = 1;
  private Duration passed = Duration.ZERO;

  History(String eventId) {
    this.eventId = new EventId(eventId);
  }

  static History ofConfigured(String eventId) {
    return new History(eventId).configured();
  }

  History configured() {
    return add(new RoomEvent.RoomConfigured(DEFAULTS));
  }

  /** A room that moves on by whoever expires. */
  History movesOn(boolean paused) {
    return add(
        new RoomEvent.RoomConfigured(
            new RoomSettings(
                DEFAULTS.validityPeriod(),
                DEFAULTS.issuer(),
                DEFAULTS.positionExpiry(),
                true,
                true,
                DEFAULTS.joinLimit(),
                paused,
                DEFAULTS.closed())));
  }

  /** Lets time go by. */
  History after(Duration time) {
    passed = passed.plus(time);
    return this;
  }

  History numbered(int partition, long from, long to, long firstNumber) {
    return add(
        new RoomEvent.SpanNumbered(
            new NumberedSpan(
                new OffsetRange(partition, from, to), new QueueNumber(firstNumber), START)));
  }

  History moved(long from, long to) {
    return add(
        new RoomEvent.ServingCounterMoved(
            new ServingCounter(from), new ServingCounter(to), Cause.ADMIN));
  }

  History movedOn(long from, long to) {
    return add(
        new RoomEvent.ServingCounterMoved(
            new ServingCounter(from), new ServingCounter(to), Cause.EXPIRY));
  }

  History expired(long count, Map<Integer, Long> judgedTo) {
    return add(new RoomEvent.PositionsExpired(count, new PartitionOffsets(judgedTo)));
  }

  /** Of a room in which no session was closed and no token is active. */
  History reported(long tokens, long queued, long serving, long expired) {
    return add(
        new RoomEvent.MetricsReported(
            new RoomMetrics(
                0,
                tokens,
                queued,
                new ServingCounter(serving),
                0,
                0,
                expired,
                queued - tokens - expired)));
  }

  History retired() {
    return add(new RoomEvent.RoomRetired());
  }

  History token(int partition, long offset, long number) {
    TokenClaims claims =
        new TokenClaims(
            eventId,
            new RequestId(partition, offset),
            new QueueNumber(number),
            START,
            START.plusSeconds(60),
            new Issuer("https://queue.example"),
            new KeyId("key"),
            new TokenId("token-" + number));
    return add(new RoomEvent.TokenGenerated(new Place(partition, offset), claims));
  }

  History session(int partition, long offset, SessionStatus status) {
    RequestId requestId = new RequestId(partition, offset);
    return add(new RoomEvent.SessionUpdated(new Place(partition, offset), requestId, status));
  }

  History reset(Map<Integer, Long> starts) {
    generation++;
    return add(new RoomEvent.RoomReset(new PartitionOffsets(starts)));
  }

  /** The next events say another generation. */
  History skipGeneration() {
    generation++;
    return this;
  }

  /** The next event goes missing. */
  History loseOne() {
    sequence++;
    return this;
  }

  /** The last event stands there once more. */
  History repeat() {
    events.add(events.getLast());
    return this;
  }

  /** The last event was decided before the one before it. */
  History backdate() {
    RecordedEvent last = events.removeLast();
    events.add(
        new RecordedEvent(
            last.eventId(),
            last.generation(),
            last.sequence(),
            last.decidedAt().minusSeconds(60),
            last.event()));
    return this;
  }

  private History add(RoomEvent event) {
    events.add(
        new RecordedEvent(
            eventId,
            new Generation(generation),
            new Sequence(sequence),
            START.plus(passed).plusMillis(sequence),
            event));
    sequence++;
    return this;
  }

  EventId eventId() {
    return eventId;
  }

  byte[] key() {
    return eventId.value().getBytes(StandardCharsets.UTF_8);
  }

  List<byte[]> values() {
    return events.stream().map(LogFormat.EVENT::write).toList();
  }

  List<RecordedEvent> events() {
    return List.copyOf(events);
  }
}
