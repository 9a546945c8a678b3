package io.anteroom.testkit;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random commands for one room, so close together that they often meet; the first makes it. */
final class RoomCommands {

  private static final int PARTITIONS = 3;
  private static final int OFFSETS_AHEAD = 12;

  private final EventId room;
  private final SplittableRandom random;
  private final long[] ends = new long[PARTITIONS];
  private boolean made;
  private long joinedAtMillis = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

  /** Commands that are always the same for the same seed. */
  RoomCommands(EventId room, SplittableRandom random) {
    this.room = room;
    this.random = random;
  }

  /** The next command. */
  Command next() {
    int dice = made ? random.nextInt(111) : 0;
    made = true;
    if (dice == 110) {
      return new Command.RetireRoom(room);
    } else if (dice >= 100) {
      return new Command.Tick(room);
    } else if (dice < 5) {
      return configure();
    } else if (dice < 35) {
      return new Command.NumberSpan(span());
    } else if (dice < 45) {
      return new Command.IncrementServingCounter(room, random.nextLong(-5, 20), Cause.ADMIN);
    } else if (dice < 80) {
      return issue(place());
    } else if (dice < 99) {
      Place place = place();
      return new Command.UpdateSession(room, idOf(place), place, SessionStatus.COMPLETED);
    }
    return new Command.Reset(room, someEnds());
  }

  /** As if two joins of one partition were on their way. */
  private PartitionOffsets someEnds() {
    int partition = random.nextInt(PARTITIONS);
    return new PartitionOffsets(Map.of(partition, ends[partition] + 2));
  }

  /**
   * Positions that expire within the run, half of the time with the counter moving on, and some of
   * the time paused. A room that was retired is made again by it.
   */
  private Command configure() {
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.of(new Issuer("i" + random.nextInt(3))),
            Optional.of(true),
            Optional.of(Duration.ofSeconds(random.nextLong(1, 9))),
            Optional.of(random.nextBoolean()),
            Optional.of(random.nextBoolean()),
            Optional.empty(),
            Optional.of(random.nextInt(4) == 0),
            Optional.empty());
    return new Command.ConfigureRoom(room, change, new Issuer("made"), someEnds());
  }

  /** Mostly behind the last span, sometimes over it, sometimes behind a gap. */
  private JoinSpan span() {
    int partition = random.nextInt(PARTITIONS);
    long shift = random.nextInt(3) == 0 ? random.nextInt(-8, 3) : 0;
    long from = Math.max(0, ends[partition] + shift);
    long to = from + random.nextInt(OFFSETS_AHEAD);
    ends[partition] = Math.max(ends[partition], to + 1);
    joinedAtMillis += random.nextInt(300);
    Instant joinedAt = Instant.ofEpochMilli(joinedAtMillis);
    return new JoinSpan(room, new OffsetRange(partition, from, to), joinedAt, joinedAt);
  }

  private Command.IssueToken issue(Place place) {
    return new Command.IssueToken(
        room,
        idOf(place),
        place,
        new KeyId("key"),
        new TokenId("token-" + random.nextInt()),
        Optional.empty(),
        Optional.empty());
  }

  private Place place() {
    int partition = random.nextInt(PARTITIONS);
    return new Place(partition, random.nextLong(ends[partition] + 3));
  }

  private static RequestId idOf(Place place) {
    return new RequestId(place.partition(), place.offset());
  }
}
