package io.anteroom.oidc.place;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something for the log that a crowd may cause, or a stranger: said once a minute at most. Safe for
 * use by many threads.
 */
final class Seldom {

  private static final Logger log = LoggerFactory.getLogger(Seldom.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final String words;
  private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

  /** Says nothing yet. */
  Seldom(String words) {
    this.words = words;
  }

  /** It has happened. */
  void happened() {
    long now = System.nanoTime();
    long until = silentUntil.get();
    if (now - until >= 0 && silentUntil.compareAndSet(until, now + EVERY.toNanos())) {
      log.warn(words);
    }
  }
}
