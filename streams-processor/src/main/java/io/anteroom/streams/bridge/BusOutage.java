package io.anteroom.streams.bridge;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the bus gives trouble and that it is over, seldom, however often that happens. */
final class BusOutage {

  private static final Logger LOG = LoggerFactory.getLogger(BusOutage.class);
  private static final Duration QUIET = Duration.ofSeconds(30);

  private boolean told;
  private long toldAtNanos = System.nanoTime() - QUIET.toNanos();
  private long leftBehindAtNanos = toldAtNanos;

  void began(String reason) {
    if (!told && System.nanoTime() - toldAtNanos >= QUIET.toNanos()) {
      LOG.warn("The event bus can't be told; trying again for as long as it takes: {}", reason);
      told = true;
      toldAtNanos = System.nanoTime();
    }
  }

  /** Names one of the events that go on failing while others pass. */
  void leavesBehind(String event) {
    if (System.nanoTime() - leftBehindAtNanos >= QUIET.toNanos()) {
      LOG.warn(
          "The event bus takes others but not this one; trying again for as long as it takes: {}",
          event);
      leftBehindAtNanos = System.nanoTime();
    }
  }

  void ended() {
    if (told) {
      LOG.info("The event bus can be told again");
      told = false;
    }
  }
}
