package io.anteroom.inlets.alarm;

import io.anteroom.domain.inlet.AlarmState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an alarm says, as it was a few seconds ago at most; one that can't be read has a state of
 * its own. Whoever asks while it is being read waits for that. Safe for use by many threads.
 */
final class RememberedAlarm implements Alarm {

  /**
   * How long a state counts. An inlet that moves each second would take a good part of the calls
   * that CloudWatch grants a whole account.
   */
  static final Duration KEPT_FOR = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(RememberedAlarm.class);

  private final String name;
  private final Supplier<AlarmState> source;
  private final LongSupplier nanoClock;
  private Optional<AlarmState> known = Optional.empty();
  private long readAt;

  /**
   * An alarm that was not read yet.
   *
   * @param source reads it; fails with the reason if it can't be read
   */
  RememberedAlarm(String name, Supplier<AlarmState> source, LongSupplier nanoClock) {
    this.name = name;
    this.source = source;
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized AlarmState state() {
    if (known.isPresent() && nanoClock.getAsLong() - readAt < KEPT_FOR.toNanos()) {
      return known.get();
    }
    AlarmState state = read();
    // Only now: a call that takes its time is no reason to ask again so much sooner.
    readAt = nanoClock.getAsLong();
    known = Optional.of(state);
    return state;
  }

  private AlarmState read() {
    try {
      AlarmState state = source.get();
      if (isNews(state)) {
        LOG.atInfo().addKeyValue("alarm", name).addKeyValue("state", state).log("an alarm says");
      }
      return state;
    } catch (RuntimeException e) {
      // Whoever is to stop has not waited for the answer.
      if (isNews(AlarmState.UNREADABLE) && !Thread.currentThread().isInterrupted()) {
        LOG.atWarn()
            .addKeyValue("alarm", name)
            .addKeyValue("why", e.getMessage())
            .log("an alarm can't be read");
      }
      return AlarmState.UNREADABLE;
    }
  }

  /** An alarm that says the same for hours would fill the log. */
  private boolean isNews(AlarmState state) {
    return !known.equals(Optional.of(state));
  }
}
