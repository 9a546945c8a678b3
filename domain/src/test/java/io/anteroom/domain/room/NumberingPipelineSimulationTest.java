package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.Seeds;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From joins to numbers, with everything between that can go wrong: two rooms in the same four
 * partitions, tallies that crash and read again, spans that come late, twice and cut otherwise,
 * gaps, resets while joins are under way, odd clocks.
 */
class NumberingPipelineSimulationTest {

  private static final int STEPS = 500;
  private static final int PARTITIONS = 4;

  /** Rooms are there all the time, and never hear of keys. */
  private static final Set<Class<?>> NOT_HERE =
      Set.of(
          RoomRetired.class,
          Rejection.UnknownRoom.class,
          Rejection.StillCounting.class,
          Rejection.IdempotencyKeyReused.class);

  static LongStream seeds() {
    return Seeds.upTo(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyJoinHasExactlyOneNumber(long seed) {
    Seeds.run(
        seed,
        random -> {
          World world = simulated(random);
          world.lines.forEach(world::assertEveryJoinIsNumbered);
          world.lines.forEach(line -> line.room.assertReplayEqualsLive());
        });
  }

  /** A simulation that never gets anywhere would find nothing. */
  @Test
  void comesAcrossEveryEventAndEveryRejectionOfARoomThatExists() {
    Set<Class<?>> seen = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      Seeds.run(
          seed, random -> simulated(random).lines.forEach(line -> seen.addAll(line.room.seen())));
    }
    seen.addAll(NOT_HERE);
    assertThat(seen)
        .contains(RoomEvent.class.getPermittedSubclasses())
        .contains(Rejection.class.getPermittedSubclasses());
  }

  private static World simulated(SplittableRandom random) {
    World world = new World(random);
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }
    world.settle();
    return world;
  }

  /** A room and what is under way to it. */
  private static final class Line {
    final SimulatedRoom room;
    final Queue<JoinSpan> spans = new ArrayDeque<>();
    final Queue<Reset> resets = new ArrayDeque<>();
    final List<JoinSpan> delivered = new ArrayList<>();
    int[] endsAtLastReset = new int[PARTITIONS];

    Line(SimulatedRoom room) {
      this.room = room;
    }
  }

  private static final class World {
    final SplittableRandom random;
    final OddClock clock;
    final List<SimulatedPartition> partitions = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();

    World(SplittableRandom random) {
      this.random = random;
      this.clock = new OddClock(random);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(new SimulatedPartition(partition));
      }
      for (String name : List.of("One", "Two")) {
        Line line = new Line(new SimulatedRoom(new EventId(name), random));
        line.room.send(line.room.anyConfigure(PartitionOffsets.ZERO), clock.now());
        lines.add(line);
      }
    }

    void step() {
      SimulatedPartition partition = partitions.get(random.nextInt(PARTITIONS));
      Line line = lines.get(random.nextInt(lines.size()));
      int dice = random.nextInt(220);
      if (dice < 50) {
        join(partition, line);
      } else if (dice < 85) {
        partition.read(random.nextInt(1, 25)).forEach(this::handOver);
      } else if (dice < 105) {
        partition.close().ifPresent(this::handOver);
      } else if (dice < 115) {
        partition.commit();
      } else if (dice < 122) {
        partition.crash(random.nextBoolean() ? 0 : random.nextInt(30));
      } else if (dice < 150) {
        deliver(line, random.nextInt(1, 5));
      } else if (dice < 155 && !line.delivered.isEmpty()) {
        number(line, line.delivered.get(random.nextInt(line.delivered.size())));
      } else if (dice < 157) {
        line.resets.add(resetOf(line));
      } else if (dice < 162) {
        resetNext(line);
      } else if (dice < 164) {
        line.room.send(line.room.anyConfigure(PartitionOffsets.ZERO), clock.now());
      } else if (dice < 176) {
        line.room.send(line.room.anyIncrement(), clock.now());
      } else if (dice < 192) {
        line.room.send(line.room.anyIssue(anyPlace()), clock.now());
      } else if (dice < 200) {
        line.room.send(line.room.anyUpdate(anyPlace()), clock.now());
      } else {
        line.room.send(new Tick(line.room.eventId()), clock.now());
      }
    }

    private void join(SimulatedPartition partition, Line line) {
      for (int joins = random.nextInt(1, 16); joins > 0; joins--) {
        Line joining = random.nextInt(12) == 0 ? lines.get(random.nextInt(2)) : line;
        partition.append(joining.room.eventId(), clock.now().toEpochMilli());
        if (random.nextInt(25) == 0) {
          partition.appendGap();
        }
      }
    }

    private void handOver(JoinSpan span) {
      lines.stream()
          .filter(line -> line.room.eventId().equals(span.eventId()))
          .forEach(line -> line.spans.add(span));
    }

    private void deliver(Line line, int count) {
      for (int i = 0; i < count && !line.spans.isEmpty(); i++) {
        JoinSpan span = line.spans.remove();
        line.delivered.add(span);
        number(line, span);
      }
    }

    private void number(Line line, JoinSpan span) {
      line.room.send(new NumberSpan(span), clock.now());
    }

    /** Asked for now, decided later. */
    private Reset resetOf(Line line) {
      Map<Integer, Long> ends = new TreeMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ends.put(partition, (long) partitions.get(partition).end());
      }
      return new Reset(line.room.eventId(), new PartitionOffsets(ends));
    }

    private void resetNext(Line line) {
      if (!line.resets.isEmpty()) {
        line.room.send(line.resets.remove(), clock.now());
        line.endsAtLastReset = partitions.stream().mapToInt(SimulatedPartition::end).toArray();
      }
    }

    /** Often one of the newest places, which may belong to either room, or be a gap. */
    private Place anyPlace() {
      int partition = random.nextInt(PARTITIONS);
      int end = partitions.get(partition).end() + 2;
      int newest = random.nextBoolean() ? 0 : Math.max(0, end - 40);
      return new Place(partition, random.nextInt(newest, end));
    }

    /** Lets every reset arrive, then some last joins, then everything that is under way. */
    void settle() {
      for (Line line : lines) {
        while (!line.resets.isEmpty()) {
          deliver(line, random.nextInt(5));
          resetNext(line);
        }
        partitions.forEach(partition -> join(partition, line));
      }
      for (SimulatedPartition partition : partitions) {
        partition.read(Integer.MAX_VALUE).forEach(this::handOver);
        partition.close().ifPresent(this::handOver);
      }
      lines.forEach(line -> deliver(line, Integer.MAX_VALUE));
    }

    /** The end of the story: dense numbers for whom the generation knows, and nothing else. */
    void assertEveryJoinIsNumbered(Line line) {
      EventId eventId = line.room.eventId();
      Generation generation = line.room.state().room().orElseThrow().generation();
      SpanIndex index = indexOf(line.room.log());
      BitSet given = new BitSet();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        long last = 0;
        for (int offset = 0; offset < partitions.get(partition).end(); offset++) {
          Place place = new Place(partition, offset);
          boolean known =
              partitions.get(partition).holdsJoinOf(eventId, offset)
                  && offset >= line.room.ledger().start(partition);
          assertThat(known || !joinedAfterLastReset(line, place)).isTrue();
          var found = line.room.state().spanHolding(generation, place);
          assertThat(found.isPresent()).as("%s has a number", place).isEqualTo(known);
          assertThat(index.holding(place).map(span -> span.numberOf(place)))
              .isEqualTo(found.map(span -> span.numberOf(place)));
          if (known) {
            long number = found.orElseThrow().numberOf(place).value();
            assertThat(number).as("order within a partition").isGreaterThan(last);
            assertThat(given.get((int) number)).as("number %d is given twice", number).isFalse();
            given.set((int) number);
            last = number;
          }
        }
      }
      assertThat(given.nextClearBit(1)).as("dense from 1").isEqualTo(given.cardinality() + 1);
      assertThat(line.room.ledger().numbered()).isEqualTo(given.cardinality());
    }

    private boolean joinedAfterLastReset(Line line, Place place) {
      return place.offset() >= line.endsAtLastReset[place.partition()]
          && partitions
              .get(place.partition())
              .holdsJoinOf(line.room.eventId(), (int) place.offset());
    }

    /** What a reader of the log builds for the present generation. */
    private static SpanIndex indexOf(List<RecordedEvent> log) {
      SpanIndex index = new SpanIndex();
      for (RecordedEvent recorded : log) {
        switch (recorded.event()) {
          case SpanNumbered(NumberedSpan span) -> index.add(span);
          case RoomReset _ -> index = new SpanIndex();
          default -> {}
        }
      }
      return index;
    }
  }
}
