package io.anteroom.oidc.place;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who does not answer, from the first failure to the next answer: the log says so once,
 * however many people come meanwhile. Safe for use by many threads.
 */
final class Outage {

  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private final String who;
  private final AtomicBoolean isOn = new AtomicBoolean();

  /** Not at the moment. */
  Outage(String who) {
    this.who = who;
  }

  /** Another failure. */
  void goesOn(String why) {
    if (isOn.compareAndSet(false, true)) {
      log.warn("{} does not answer as it should, and people wait for that: {}", who, why);
    }
  }

  /** An answer. */
  void isOver() {
    if (isOn.get() && isOn.compareAndSet(true, false)) {
      log.info("{} answers again", who);
    }
  }
}
