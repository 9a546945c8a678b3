package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.ticket.EventId;
import java.time.Instant;
import java.util.Optional;

/** Reads as given(site).when(signal).then(command) for one strategy. */
final class SiteScript {

  static final EventId ROOM = new EventId("Sample");
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00.250Z");
  static final Signal LOOK = new Signal.Look();

  private final SiteSnapshot snapshot;
  private InletStrategy strategy = new Refill(1);
  private Instant now = NOW;
  private Optional<IncrementServingCounter> decision = Optional.empty();

  private SiteScript(SiteSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** A room where nobody has ever been let in. */
  static SiteScript closed() {
    return new SiteScript(new SiteSnapshot(ROOM, ServingPoint.START, 0, 0, 0, 0, 0, false));
  }

  /**
   * A room in the middle of its day, whose counter was never moved back.
   *
   * @param serving the serving counter
   * @param tokens made so far
   * @param expired positions so far
   * @param handedOn places so far
   * @param active tokens now
   */
  static SiteScript of(long serving, long tokens, long expired, long handedOn, long active) {
    return new SiteScript(
        new SiteSnapshot(
            ROOM,
            new ServingPoint(17),
            tokens,
            expired,
            handedOn,
            serving - tokens - expired,
            active,
            false));
  }

  /** The same room with so many who may still come. */
  SiteScript withClaimable(long claimable) {
    return with(claimable, snapshot.paused());
  }

  SiteScript paused() {
    return with(snapshot.claimable(), true);
  }

  private SiteScript with(long claimable, boolean paused) {
    return new SiteScript(
        new SiteSnapshot(
            snapshot.eventId(),
            snapshot.point(),
            snapshot.tokenCounter(),
            snapshot.expiredPositions(),
            snapshot.handedOn(),
            claimable,
            snapshot.activeTokens(),
            paused));
  }

  SiteSnapshot snapshot() {
    return snapshot;
  }

  SiteScript under(InletStrategy strategy) {
    this.strategy = strategy;
    return this;
  }

  SiteScript at(Instant time) {
    now = time;
    return this;
  }

  SiteScript when(Signal signal) {
    decision = strategy.decide(snapshot, now, signal);
    return this;
  }

  SiteScript whenLookedAt() {
    return when(LOOK);
  }

  /** So many left whom the site did not name. */
  SiteScript whenExited(long unnamed) {
    return when(new Signal.Exits(unnamed));
  }

  /** So many are let in, if the counter is still where it was; so many of them by handing on. */
  void thenLetsIn(long by, long handedOn) {
    assertThat(decision)
        .contains(
            new IncrementServingCounter(
                ROOM, by, Cause.INLET, handedOn, Optional.of(snapshot.point())));
  }

  /** So many are let in, wherever the counter is. */
  void thenLetsInAnyhow(long by) {
    assertThat(decision).contains(new IncrementServingCounter(ROOM, by, Cause.INLET));
  }

  void thenLetsNobodyIn() {
    assertThat(decision).isEmpty();
  }
}
