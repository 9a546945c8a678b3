package io.anteroom.inlets.running;

import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Signal;
import io.anteroom.inlets.alarm.Alarm;
import io.anteroom.inlets.plan.InletPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** An inlet of this service. */
final class RunningInlet implements Inlet {

  /** As long as a look, or a message, is worth waiting for an answer. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final InletPlan plan;
  private final Gate gate;
  private final Decider decider;
  private final Alarm alarm;
  private final InstantSource clock;
  private final InletMeters meters;

  /** How soon a tick is tried again while nobody knows whether this inlet is paused. */
  private static final Duration AGAIN = Duration.ofMillis(200);

  /** Two decisions at a time, each from where it looked, would be in each other's way. */
  private final ReentrantLock deciding = new ReentrantLock();

  RunningInlet(
      InletPlan plan,
      Gate gate,
      Decider decider,
      Alarm alarm,
      InstantSource clock,
      InletMeters meters) {
    this.plan = plan;
    this.gate = gate;
    this.decider = decider;
    this.alarm = alarm;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public InletPlan plan() {
    return plan;
  }

  InletMeters meters() {
    return meters;
  }

  @Override
  public Status status() {
    return new Status(plan, gate.isPaused(), gate.isDryRun(), holds(), decider.lastMove());
  }

  private Optional<Hold> holds() {
    return gate.held()
        .or(() ->
            plan.strategy() instanceof Periodic period && !period.runsAt(clock.instant())
                ? Optional.of(Hold.OUTSIDE_OF_ITS_TIME)
                : decider.hold());
  }

  @Override
  public Readiness readiness() {
    Optional<Hold> holds = gate.held().or(() -> decider.hold().filter(Hold.ROOM_PAUSED::equals));
    if (holds.isPresent()) {
      return new Readiness.Holds(words(holds.get()));
    }
    return gate.isDryRun() ? new Readiness.DryRun() : new Readiness.Acts();
  }

  private static String words(Hold hold) {
    return switch (hold) {
      case PAUSED -> "this inlet is paused";
      case ROOM_PAUSED -> "the room is paused";
      case UNKNOWN_ROOM -> "there is no such room";
      case UNREACHABLE -> "nobody knows at the moment whether this inlet is paused";
      case ALARM, OUTSIDE_OF_ITS_TIME, FULL -> "this inlet is held: " + hold;
    };
  }

  /** Looks whether there is something to do; says whether it could have done it. */
  boolean look() {
    meters.looked();
    return switch (decideAlone(new Signal.Look(), Keys::ofLook)) {
      case Decision.Moved _,
          Decision.MovedBefore _,
          Decision.WouldMove _,
          Decision.Nothing _,
          Decision.Refused _ ->
          true;
      case Decision.Held _, Decision.Overtaken _, Decision.Unanswered _ -> false;
    };
  }

  /**
   * Does what a tick asks for, as soon as it is known that the inlet may, unless that is too late.
   *
   * @param due the tick
   */
  void tick(Periodic period, Instant due) {
    if (!period.runsAt(due)) {
      return;
    }
    try {
      while (!isSettled(due, period.lapseOf(due))) {
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSettled(Instant due, Instant lapse) {
    Duration left = Duration.between(clock.instant(), lapse);
    if (!left.isPositive()) {
      meters.dropped();
      return true;
    }
    Decision decision =
        decider.decide(
            new Signal.Tick(due, alarm.state()), () -> Keys.ofTick(plan.name(), due), left);
    boolean tooLate = decision instanceof Decision.Nothing && !clock.instant().isBefore(lapse);
    if (tooLate || decision instanceof Decision.Unanswered) {
      meters.dropped();
    }
    return !decision.equals(new Decision.Held(Hold.UNREACHABLE));
  }

  @Override
  public Exits exits(String messageId, long exited) {
    Supplier<String> key = exited > 0 ? () -> Keys.ofMessage(plan.name(), messageId) : Keys::ofLook;
    return switch (decideAlone(new Signal.Exits(exited), key)) {
      case Decision.Moved(var by, var counter) -> new Exits.Done(by, Optional.of(counter));
      case Decision.MovedBefore _,
          Decision.WouldMove _,
          Decision.Nothing _,
          // It would be refused whenever it came again.
          Decision.Refused _ ->
          new Exits.Done(0, Optional.empty());
      case Decision.Held(var hold) -> new Exits.NotNow(words(hold));
      case Decision.Overtaken _ -> new Exits.NotNow("others moved the room each time");
      case Decision.Unanswered(var why) -> new Exits.NotNow(why);
    };
  }

  private Decision decideAlone(Signal signal, Supplier<String> keys) {
    try {
      if (!deciding.tryLock(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Decision.Unanswered("earlier decisions of this inlet take too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Decision.Unanswered("interrupted");
    }
    try {
      return decider.decide(signal, keys, LIMIT);
    } finally {
      deciding.unlock();
    }
  }
}
