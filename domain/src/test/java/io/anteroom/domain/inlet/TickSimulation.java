package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.inlet.Signal.Tick;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Decision.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Replicas of a periodic inlet whose clocks differ, which die and come back, and whose calls get
 * lost, come twice and come late; beside an account of the ticks.
 */
final class TickSimulation {

  private static final Duration DAY = Duration.ofMinutes(20);
  private static final List<AlarmState> ALARMS = List.of(AlarmState.values());
  private static final long MAX_SKEW_MILLIS = 1_500;
  private static final long MAX_LATE_MILLIS = 60_000;

  private final SplittableRandom random;
  private final Agenda agenda = new Agenda(SiteScript.NOW);
  private final Instant begin = agenda.now();
  private final ModelRoom room;
  private final Periodic inlet;
  private final Set<Instant> arrived = new HashSet<>();
  private boolean troubled;
  private boolean unreachable;
  private AlarmState alarm = AlarmState.OK;
  private long account;

  TickSimulation(SplittableRandom random) {
    this.random = random;
    room = new ModelRoom(agenda, random);
    inlet = anyInlet();
    troubled = random.nextInt(4) > 0;
    int replicas = random.nextInt(1, 4);
    for (int replica = 0; replica < replicas; replica++) {
      new Replica(random.nextLong(-MAX_SKEW_MILLIS, MAX_SKEW_MILLIS)).start();
    }
    makeTrouble();
  }

  private Periodic anyInlet() {
    Duration every = Duration.ofSeconds(random.nextBoolean() ? 60 : random.nextLong(1, 90));
    Instant start = begin.plusMillis(random.nextLong(3_000, 120_000));
    Optional<Instant> end =
        random.nextBoolean() ? Optional.empty() : Optional.of(start.plusSeconds(600));
    return new Periodic(random.nextLong(1, 60), every, start, end, random.nextBoolean());
  }

  /** Now and then the room can't be reached, or is paused, or the alarm goes off. */
  private void makeTrouble() {
    agenda.afterMillis(
        random.nextLong(120_000),
        () -> {
          if (troubled) {
            unreachable = random.nextInt(3) == 0;
            room.pause(random.nextInt(4) == 0);
            alarm = ALARMS.get(random.nextInt(ALARMS.size()));
            makeTrouble();
          }
        });
  }

  void run() {
    for (int i = 0; i < 500; i++) {
      room.join();
    }
    boolean calm = !troubled;
    agenda.runUntil(begin.plus(DAY));
    if (calm) {
      assertThat(serving()).as("TicksCountOnce, all of them").isEqualTo(turnsOfAllTicks());
    }
    troubled = false;
    unreachable = false;
    alarm = AlarmState.OK;
    room.pause(false);
    assertNobodyStarves();
  }

  private long serving() {
    return room.room().servingCounter().value();
  }

  /**
   * Of all that are due between start and end and before now, but for the one that may be on its
   * way.
   */
  private long turnsOfAllTicks() {
    Instant end = inlet.end().orElse(agenda.now());
    long turns = 0;
    for (Instant tick = inlet.tickAt(begin); tick.isBefore(end); tick = inlet.nextTick(tick)) {
      boolean onItsWay = tick.isAfter(agenda.now().minusSeconds(4)) && !arrived.contains(tick);
      turns += tick.isBefore(inlet.start()) || onItsWay ? 0 : turnsOf(tick);
    }
    return turns;
  }

  /** What a tick brings, by a straight line through the period. */
  private long turnsOf(Instant tick) {
    long seconds = inlet.every().toSeconds();
    long second = tick.getEpochSecond() % seconds;
    return inlet.smooth()
        ? inlet.incrementBy() * (second + 1) / seconds - inlet.incrementBy() * second / seconds
        : inlet.incrementBy();
  }

  /** Whether a call of any replica counts is decided by the first that arrives for its tick. */
  private Decision arrive(Instant tick, IncrementServingCounter move) {
    assertThat(move.by()).as("TicksCountOnce").isEqualTo(turnsOf(tick));
    assertThat(tick.minusMillis(MAX_SKEW_MILLIS))
        .as("ticks that are not due yet")
        .isBeforeOrEqualTo(agenda.now());
    long longest = Math.clamp(inlet.smooth() ? 1 : inlet.every().toSeconds(), 5, 300);
    assertThat(tick.plusSeconds(longest).plusMillis(MAX_SKEW_MILLIS + MAX_LATE_MILLIS))
        .as("MissedTicksAreNotMadeUp")
        .isAfter(agenda.now());
    boolean first = arrived.add(tick);
    boolean paused = room.room().settings().paused();
    Decision decision = room.send("periodic." + tick.getEpochSecond(), move);
    account += first && !paused ? move.by() : 0;
    assertThat(serving()).as("TicksCountOnce").isEqualTo(account);
    return decision;
  }

  /** In peace everybody is served, in so many periods as there are portions in the line. */
  private void assertNobodyStarves() {
    if (inlet.end().isPresent()) {
      return;
    }
    long toGo = Math.max(0, room.room().queueCounter() - serving());
    long periods = toGo / inlet.incrementBy() + 2;
    agenda.runUntil(agenda.now().plus(inlet.every().multipliedBy(periods)).plusSeconds(10));
    assertThat(room.somebodyWaits()).as("NobodyStarves").isFalse();
  }

  private final class Replica {
    private final long skewMillis;
    private boolean up = true;

    Replica(long skewMillis) {
      this.skewMillis = skewMillis;
    }

    void start() {
      tickOn();
      live();
    }

    private Instant clock() {
      return agenda.now().plusMillis(skewMillis);
    }

    /** It may be away for many ticks. */
    private void live() {
      agenda.afterMillis(
          random.nextLong(200_000),
          () -> {
            up = !troubled || random.nextBoolean();
            live();
          });
    }

    private void tickOn() {
      Duration pause = Duration.between(clock(), inlet.nextTick(clock()));
      agenda.after(
          pause.plusMillis(random.nextLong(300)),
          () -> {
            if (up || !troubled) {
              attempt(inlet.tickAt(clock()));
            }
            tickOn();
          });
    }

    private void attempt(Instant tick) {
      SiteSnapshot site = ModelReplica.snapshot(room.room(), room.activeTokens());
      inlet.decide(site, clock(), new Tick(tick, alarm)).ifPresent(move -> call(tick, move));
    }

    private void call(Instant tick, IncrementServingCounter move) {
      boolean fails = troubled && (unreachable || random.nextInt(4) == 0);
      if (!fails || random.nextInt(3) == 0) {
        long bound = fails ? MAX_LATE_MILLIS : 150;
        agenda.afterMillis(random.nextLong(bound), () -> answered(tick, move, fails));
      }
      if (fails) {
        agenda.afterMillis(1_000, () -> attempt(tick));
      }
    }

    /** A call that was answered may come again all the same. */
    private void answered(Instant tick, IncrementServingCounter move, boolean fails) {
      boolean accepted = arrive(tick, move) instanceof Accepted;
      if (!fails && accepted && random.nextInt(10) == 0) {
        agenda.afterMillis(random.nextLong(MAX_LATE_MILLIS), () -> arrive(tick, move));
      }
    }
  }
}
