package io.anteroom.domain.room;

import java.time.Duration;
import java.util.Optional;

/** Changes of one setting each; what a test does not name stays as it is. */
final class Changes {

  private Changes() {}

  static SettingsChange expiryEnabled(boolean enabled) {
    return expiry(Optional.of(enabled), Optional.empty());
  }

  static SettingsChange expiryPeriod(long seconds) {
    return expiry(Optional.empty(), Optional.of(Duration.ofSeconds(seconds)));
  }

  private static SettingsChange expiry(Optional<Boolean> enabled, Optional<Duration> period) {
    SettingsChange none = SettingsChange.NONE;
    return new SettingsChange(
        none.validityPeriod(),
        none.issuer(),
        enabled,
        period,
        none.autoIncrement(),
        none.metrics(),
        none.joinLimit(),
        none.paused(),
        none.closed());
  }

  static SettingsChange autoIncrement(boolean on) {
    return flags(Optional.of(on), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SettingsChange metrics(boolean on) {
    return flags(Optional.empty(), Optional.of(on), Optional.empty(), Optional.empty());
  }

  static SettingsChange paused(boolean paused) {
    return flags(Optional.empty(), Optional.empty(), Optional.of(paused), Optional.empty());
  }

  static SettingsChange closed(boolean closed) {
    return flags(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(closed));
  }

  private static SettingsChange flags(
      Optional<Boolean> autoIncrement,
      Optional<Boolean> metrics,
      Optional<Boolean> paused,
      Optional<Boolean> closed) {
    SettingsChange none = SettingsChange.NONE;
    return new SettingsChange(
        none.validityPeriod(),
        none.issuer(),
        none.expiryEnabled(),
        none.expiryPeriod(),
        autoIncrement,
        metrics,
        none.joinLimit(),
        paused,
        closed);
  }
}
