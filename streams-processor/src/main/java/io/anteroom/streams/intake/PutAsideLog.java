package io.anteroom.streams.intake;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that records are put aside. What is in them is not logged, and however many there are, the
 * log of the process grows by one line in {@link #QUIET}. For one thread.
 */
public final class PutAsideLog {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(PutAsideLog.class);

  private long untold;
  private long lastToldMillis = Long.MIN_VALUE;

  /** Counts a record that stood there. */
  public void tell(String topic, int partition, long offset, long nowMillis) {
    untold++;
    if (lastToldMillis != Long.MIN_VALUE && nowMillis - lastToldMillis < QUIET.toMillis()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("records", untold)
        .addKeyValue("last", topic + "-" + partition + "@" + offset)
        .log("put aside what can't be used, see the dead letters");
    untold = 0;
    lastToldMillis = nowMillis;
  }
}
