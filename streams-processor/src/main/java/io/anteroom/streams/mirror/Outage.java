package io.anteroom.streams.mirror;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers that Redis does not answer, so that not every partition waits for it in turn. */
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(200);

  private boolean away;
  private long askAgainAt;

  /** Says whether Redis is not worth asking yet. */
  boolean lasts() {
    return away && System.nanoTime() < askAgainAt;
  }

  void began(Exception reason) {
    if (!away) {
      LOG.warn(
          "Redis can't be written; the log is read again from where it is: {}",
          reason.getMessage());
    }
    away = true;
    askAgainAt = System.nanoTime() + ASK_AGAIN_AFTER.toNanos();
  }

  void ended() {
    if (away) {
      LOG.info("Redis can be written again");
    }
    away = false;
  }
}
