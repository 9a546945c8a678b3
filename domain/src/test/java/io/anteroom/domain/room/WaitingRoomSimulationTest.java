package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.Seeds;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One room under commands that nobody sane would send: spans in any order, tickets of places that
 * never were, a clock that leaps. Every decision must be the one that the ledger expects.
 */
class WaitingRoomSimulationTest {

  private static final int STEPS = 250;
  private static final int PARTITIONS = 3;
  private static final long OFFSETS = 150;

  /** Keys are remembered outside of the room; ten thousand tokens at once have their own test. */
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(Rejection.IdempotencyKeyReused.class, Rejection.StillCounting.class);

  static LongStream seeds() {
    return Seeds.upTo(400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void decidesAsTheLedgerExpects(long seed) {
    Seeds.run(seed, random -> simulated(random).assertReplayEqualsLive());
  }

  /** A simulation that never gets anywhere would find nothing. */
  @Test
  void comesAcrossEveryEventAndEveryRejection() {
    Set<Class<?>> seen = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      Seeds.run(seed, random -> seen.addAll(simulated(random).seen()));
    }
    seen.addAll(ELSEWHERE);
    assertThat(seen)
        .contains(RoomEvent.class.getPermittedSubclasses())
        .contains(Rejection.class.getPermittedSubclasses());
  }

  private static SimulatedRoom simulated(SplittableRandom random) {
    SimulatedRoom room = new SimulatedRoom(new EventId("Sample"), random);
    OddClock clock = new OddClock(random);
    for (int step = 0; step < STEPS; step++) {
      room.send(anyCommand(room, random, clock.now()), clock.now());
    }
    return room;
  }

  private static Command anyCommand(SimulatedRoom room, SplittableRandom random, Instant now) {
    int dice = random.nextInt(111);
    if (dice < 3) {
      return room.anyConfigure(anyEnds(random));
    } else if (dice < 33) {
      return anySpan(room, random, now);
    } else if (dice < 48) {
      return room.anyIncrement();
    } else if (dice < 80) {
      return room.anyIssue(anyPlace(random));
    } else if (dice < 98) {
      return room.anyUpdate(anyPlace(random));
    }
    return switch (dice) {
      case 98, 99 -> new Reset(room.eventId(), anyEnds(random));
      case 100 -> new RetireRoom(room.eventId());
      default -> new Tick(room.eventId());
    };
  }

  private static PartitionOffsets anyEnds(SplittableRandom random) {
    Place end = anyPlace(random);
    return new PartitionOffsets(Map.of(end.partition(), end.offset()));
  }

  private static NumberSpan anySpan(SimulatedRoom room, SplittableRandom random, Instant now) {
    Place from = anyPlace(random);
    OffsetRange range =
        new OffsetRange(from.partition(), from.offset(), from.offset() + random.nextInt(12));
    return new NumberSpan(new JoinSpan(room.eventId(), range, now, now));
  }

  /** Low offsets are the likelier ones, so that a partition fills up slowly. */
  private static Place anyPlace(SplittableRandom random) {
    long bound = random.nextLong(1, OFFSETS);
    return new Place(random.nextInt(PARTITIONS), random.nextLong(bound));
  }
}
