package io.anteroom.inlets.running;

import io.anteroom.domain.inlet.InletStrategy;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.domain.inlet.Signal;
import io.anteroom.domain.inlet.SiteSnapshot;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.room.Move;
import io.anteroom.inlets.room.RoomCalls;
import io.anteroom.inlets.room.Sight;
import io.anteroom.inlets.running.Status.LastMove;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a room, asks the strategy, and asks the room for what the strategy wants:
 *
 * <pre>
 *   signal --> look --> strategy --> move, from there --> remember
 *               ^                         |
 *               +-- somebody was faster --+
 * </pre>
 */
final class Decider {

  private static final Logger log = LoggerFactory.getLogger(Decider.class);

  /** Replicas that are in each other's way take turns soon enough. */
  private static final int MOST_TRIES = 8;

  private final InletPlan plan;
  private final Gate gate;
  private final RoomCalls room;
  private final InstantSource clock;
  private final InletMeters meters;
  private volatile Optional<Hold> hold = Optional.empty();
  private volatile Optional<LastMove> lastMove = Optional.empty();
  private volatile Optional<IncrementServingCounter> lastTrial = Optional.empty();

  Decider(InletPlan plan, Gate gate, RoomCalls room, InstantSource clock, InletMeters meters) {
    this.plan = plan;
    this.gate = gate;
    this.room = room;
    this.clock = clock;
    this.meters = meters;
  }

  /** What the last look showed to hold it. */
  Optional<Hold> hold() {
    return hold;
  }

  /** What it moved last. */
  Optional<LastMove> lastMove() {
    return lastMove;
  }

  /**
   * Decides upon a signal, and sees to it.
   *
   * @param keys names each move that is asked for
   * @param within how long it may take
   */
  Decision decide(Signal signal, Supplier<String> keys, Duration within) {
    long giveUpAt = System.nanoTime() + within.toNanos();
    Decision decision = new Decision.Overtaken();
    for (int tries = 0; decision instanceof Decision.Overtaken && tries < MOST_TRIES; tries++) {
      decision = decideOnce(signal, keys, giveUpAt);
      count(decision);
    }
    return decision;
  }

  private void count(Decision decision) {
    switch (decision) {
      case Decision.Moved(var by, _) -> meters.moved(by);
      case Decision.MovedBefore _ -> meters.decided(InletMeters.Outcome.MOVED);
      case Decision.WouldMove _ -> meters.decided(InletMeters.Outcome.WOULD_MOVE);
      case Decision.Nothing _ -> meters.decided(InletMeters.Outcome.NOTHING);
      case Decision.Held _ -> meters.decided(InletMeters.Outcome.HELD);
      case Decision.Overtaken _ -> meters.decided(InletMeters.Outcome.CONFLICT);
      case Decision.Refused _ -> meters.decided(InletMeters.Outcome.REFUSED);
      case Decision.Unanswered _ -> meters.decided(InletMeters.Outcome.UNANSWERED);
    }
  }

  private Decision decideOnce(Signal signal, Supplier<String> keys, long giveUpAt) {
    Optional<Hold> closed = gate.held();
    if (closed.isPresent()) {
      return new Decision.Held(closed.get());
    }
    return switch (room.look(plan.eventId(), left(giveUpAt))) {
      case Sight.Seen(var site) -> decide(site, signal, keys, giveUpAt);
      case Sight.UnknownRoom _ -> held(Hold.UNKNOWN_ROOM, "there is no such room");
      case Sight.Unseen(var why) -> unanswered(why);
    };
  }

  private Decision decide(SiteSnapshot site, Signal signal, Supplier<String> keys, long giveUpAt) {
    Optional<Hold> here = holdAt(site, signal);
    note(here, "");
    Optional<IncrementServingCounter> move = plan.strategy().decide(site, clock.instant(), signal);
    if (move.isEmpty()) {
      return here.filter(why -> why != Hold.FULL)
          .<Decision>map(Decision.Held::new)
          .orElseGet(Decision.Nothing::new);
    }
    if (gate.isDryRun()) {
      return tried(move.get());
    }
    return ask(move.get(), keys.get(), giveUpAt);
  }

  private Optional<Hold> holdAt(SiteSnapshot site, Signal signal) {
    if (site.paused()) {
      return Optional.of(Hold.ROOM_PAUSED);
    }
    if (signal instanceof Signal.Tick(_, var alarm) && alarm.holds()) {
      return Optional.of(Hold.ALARM);
    }
    return isFull(plan.strategy(), site) ? Optional.of(Hold.FULL) : Optional.empty();
  }

  private static boolean isFull(InletStrategy strategy, SiteSnapshot site) {
    return switch (strategy) {
      case MaxSize(var maxSize) -> site.capacity(maxSize) == 0;
      case Refill(var maxSize) -> site.capacity(maxSize) == 0;
      case Periodic _ -> false;
    };
  }

  private Decision tried(IncrementServingCounter move) {
    Optional<IncrementServingCounter> trial = Optional.of(move);
    if (!trial.equals(lastTrial)) {
      lastTrial = trial;
      log.info(
          "Inlet {} would move the counter of {} by {}", plan.name(), plan.eventId(), move.by());
    }
    return new Decision.WouldMove();
  }

  private Decision ask(IncrementServingCounter move, String key, long giveUpAt) {
    // Somebody may pause it meanwhile: no move is asked for after that was answered.
    return switch (room.move(move, key, left(giveUpAt), gate::letsMove)) {
      case Move.MovedTo(var counter) -> {
        lastMove = Optional.of(new LastMove(clock.instant(), move.by(), counter));
        log.debug("Inlet {} moved the counter by {} to {}", plan.name(), move.by(), counter);
        yield new Decision.Moved(move.by(), counter);
      }
      case Move.DoneBefore _ -> new Decision.MovedBefore();
      case Move.NotFromThere _ ->
          move.from().isPresent()
              ? new Decision.Overtaken()
              : held(Hold.ROOM_PAUSED, "the room is paused");
      case Move.Refused(var why) -> {
        log.warn("Inlet {} can't move the counter by {}: {}", plan.name(), move.by(), why);
        yield new Decision.Refused();
      }
      case Move.Unanswered(var why) ->
          gate.held().<Decision>map(Decision.Held::new).orElseGet(() -> unanswered(why));
    };
  }

  private Decision unanswered(String why) {
    // Whoever is to stop has not waited for the answer.
    if (!Thread.currentThread().isInterrupted()) {
      note(Optional.of(Hold.UNREACHABLE), why);
    }
    return new Decision.Unanswered(why);
  }

  private Decision held(Hold by, String why) {
    note(Optional.of(by), why);
    return new Decision.Held(by);
  }

  /** A full site is no news: it is what a maximum is for. */
  private void note(Optional<Hold> now, String why) {
    Optional<Hold> before = hold;
    hold = now;
    if (now.equals(before) || now.equals(Optional.of(Hold.FULL))) {
      return;
    }
    now.ifPresentOrElse(
        by -> log.warn("Inlet {} is held: {} {}", plan.name(), by, why),
        () -> {
          if (!before.equals(Optional.of(Hold.FULL))) {
            log.info("Inlet {} goes on", plan.name());
          }
        });
  }

  private static Duration left(long giveUpAt) {
    return Duration.ofNanos(giveUpAt - System.nanoTime());
  }
}
