package io.anteroom.inlets.message;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue that does not answer, from its first failure to its next answer: says so once, and how
 * long to wait. Waits double from failure to failure up to the longest, and each is shortened by
 * chance to between half and the whole of that. For use by one thread.
 */
final class QueueOutage {

  private static final Logger LOG = LoggerFactory.getLogger(QueueOutage.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 10;

  private final String inlet;
  private final RandomGenerator chance;
  private int failures;

  QueueOutage(String inlet, RandomGenerator chance) {
    this.inlet = inlet;
    this.chance = chance;
  }

  /** Another failure; says how long to wait. */
  Duration goesOn(String why) {
    if (failures == 0) {
      LOG.warn(
          "The queue of inlet {} can't be read; trying again for as long as it takes: {}",
          inlet,
          why);
    }
    long doubled = FIRST_WAIT.toMillis() << Math.min(failures, MOST_DOUBLINGS);
    long whole = Math.min(doubled, LONGEST_WAIT.toMillis());
    failures++;
    return Duration.ofMillis(whole - chance.nextLong(whole / 2 + 1));
  }

  /** The queue has answered. */
  void isOver() {
    if (failures > 0) {
      LOG.info("The queue of inlet {} can be read again", inlet);
      failures = 0;
    }
  }
}
