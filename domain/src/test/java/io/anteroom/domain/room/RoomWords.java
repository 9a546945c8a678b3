package io.anteroom.domain.room;

import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Short names for commands and events of one room, so that a test reads as a story. */
final class RoomWords {

  static final RoomSettings SETTINGS = settings(600, "https://wait.example");
  static final RoomSettings OTHER_SETTINGS = settings(60, "https://other.example");
  static final Issuer ISSUER_WHEN_MADE = new Issuer("https://made.example");
  static final KeyId KEY = new KeyId("key-1");
  static final TokenId TOKEN = new TokenId("token-1");

  /** When the joins of all spans happened. */
  static final Instant JOINED = RoomScript.START.minusSeconds(30);

  private RoomWords() {}

  private static RoomSettings settings(long validitySeconds, String issuer) {
    return new RoomSettings(
        new ValidityPeriod(validitySeconds),
        new Issuer(issuer),
        PositionExpiry.DEFAULT,
        false,
        false,
        JoinLimit.NONE,
        false,
        false);
  }

  // Events

  static RoomConfigured configured(SettingsChange... changes) {
    RoomSettings settings = SETTINGS;
    for (SettingsChange change : changes) {
      settings = change.appliedTo(settings);
    }
    return new RoomConfigured(settings);
  }

  static SpanNumbered numbered(int partition, long from, long to, long firstNumber) {
    return new SpanNumbered(numberedSpan(partition, from, to, firstNumber));
  }

  static SpanNumbered numbered(
      int partition, long from, long to, long firstNumber, Instant joinedAt) {
    return new SpanNumbered(
        new NumberedSpan(
            new OffsetRange(partition, from, to), new QueueNumber(firstNumber), joinedAt));
  }

  static NumberedSpan numberedSpan(int partition, long from, long to, long firstNumber) {
    return new NumberedSpan(
        new OffsetRange(partition, from, to), new QueueNumber(firstNumber), JOINED);
  }

  static ServingCounterMoved moved(long from, long to) {
    return new ServingCounterMoved(new ServingCounter(from), new ServingCounter(to), Cause.ADMIN);
  }

  static ServingCounterMoved movedOn(long from, long to) {
    return new ServingCounterMoved(new ServingCounter(from), new ServingCounter(to), Cause.EXPIRY);
  }

  static PositionsExpired expired(long count, Map<Integer, Long> judgedTo) {
    return new PositionsExpired(count, new PartitionOffsets(judgedTo));
  }

  static RoomRetired wasRetired() {
    return new RoomRetired();
  }

  static TokenGenerated tokenGenerated(int partition, long offset, long number) {
    return new TokenGenerated(new Place(partition, offset), claims(partition, offset, number));
  }

  static SessionUpdated sessionUpdated(int partition, long offset, SessionStatus status) {
    return new SessionUpdated(new Place(partition, offset), requestId(partition, offset), status);
  }

  static RoomReset wasReset(Map<Integer, Long> starts) {
    return new RoomReset(new PartitionOffsets(starts));
  }

  /** Claims that were made some time ago. */
  static TokenClaims claims(int partition, long offset, long number) {
    Instant issuedAt = Instant.parse("2026-11-20T10:00:03Z");
    return new TokenClaims(
        RoomScript.ROOM,
        requestId(partition, offset),
        new QueueNumber(number),
        issuedAt,
        issuedAt.plusSeconds(600),
        SETTINGS.issuer(),
        KEY,
        TOKEN);
  }

  // Commands

  static ConfigureRoom configure(RoomSettings settings) {
    return configure(SettingsChange.to(settings));
  }

  static ConfigureRoom configure(SettingsChange change) {
    return configure(change, Map.of());
  }

  static ConfigureRoom configure(SettingsChange change, Map<Integer, Long> ends) {
    return new ConfigureRoom(RoomScript.ROOM, change, ISSUER_WHEN_MADE, new PartitionOffsets(ends));
  }

  static NumberSpan number(int partition, long from, long to) {
    return number(partition, from, to, JOINED);
  }

  static NumberSpan number(int partition, long from, long to, Instant joinedAt) {
    return new NumberSpan(
        new JoinSpan(
            RoomScript.ROOM,
            new OffsetRange(partition, from, to),
            joinedAt.minusMillis(400),
            joinedAt));
  }

  static Tick tick() {
    return new Tick(RoomScript.ROOM);
  }

  static RetireRoom retire() {
    return new RetireRoom(RoomScript.ROOM);
  }

  static IncrementServingCounter increment(long by) {
    return new IncrementServingCounter(RoomScript.ROOM, by, Cause.ADMIN);
  }

  static IssueToken issue(int partition, long offset) {
    return issue(partition, offset, KEY, TOKEN, Optional.empty(), Optional.empty());
  }

  static IssueToken issue(
      int partition,
      long offset,
      KeyId keyId,
      TokenId tokenId,
      Optional<Issuer> issuer,
      Optional<ValidityPeriod> validityPeriod) {
    return new IssueToken(
        RoomScript.ROOM,
        requestId(partition, offset),
        new Place(partition, offset),
        keyId,
        tokenId,
        issuer,
        validityPeriod);
  }

  static UpdateSession update(int partition, long offset, SessionStatus status) {
    return new UpdateSession(
        RoomScript.ROOM, requestId(partition, offset), new Place(partition, offset), status);
  }

  static Reset reset(Map<Integer, Long> ends) {
    return new Reset(RoomScript.ROOM, new PartitionOffsets(ends));
  }

  static RequestId requestId(int partition, long offset) {
    return new RequestId(partition, offset);
  }
}
