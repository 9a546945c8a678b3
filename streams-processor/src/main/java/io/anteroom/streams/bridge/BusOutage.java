package io.anteroom.streams.bridge;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the bus gives trouble and that it is over, however often that comes and goes. */
final class BusOutage {

  private static final Logger LOG = LoggerFactory.getLogger(BusOutage.class);
  private static final Duration QUIET = Duration.ofSeconds(30);

  private boolean told;
  private long toldAtNanos = System.nanoTime() - QUIET.toNanos();

  void began(String reason) {
    if (!told && System.nanoTime() - toldAtNanos >= QUIET.toNanos()) {
      LOG.warn("The event bus can't be told; trying again for as long as it takes: {}", reason);
      told = true;
      toldAtNanos = System.nanoTime();
    }
  }

  void ended() {
    if (told) {
      LOG.info("The event bus can be told again");
      told = false;
    }
  }
}
