package io.anteroom.domain.room;

import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Duration;
import java.util.Optional;

/**
 * Some settings of a room; what is empty stays as it is. The room itself puts a change into its
 * settings, so two changes that cross never undo each other.
 *
 * @param expiryEnabled see {@link PositionExpiry#enabled()}
 * @param expiryPeriod see {@link PositionExpiry#period()}
 */
public record SettingsChange(
    Optional<ValidityPeriod> validityPeriod,
    Optional<Issuer> issuer,
    Optional<Boolean> expiryEnabled,
    Optional<Duration> expiryPeriod,
    Optional<Boolean> autoIncrement,
    Optional<Boolean> metrics,
    Optional<JoinLimit> joinLimit,
    Optional<Boolean> paused,
    Optional<Boolean> closed) {

  /** Changes nothing. */
  public static final SettingsChange NONE =
      new SettingsChange(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if the expiry period is out of bounds
   */
  public SettingsChange {
    expiryPeriod.ifPresent(period -> new PositionExpiry(true, period));
  }

  /** Sets everything. */
  public static SettingsChange to(RoomSettings settings) {
    return new SettingsChange(
        Optional.of(settings.validityPeriod()),
        Optional.of(settings.issuer()),
        Optional.of(settings.positionExpiry().enabled()),
        Optional.of(settings.positionExpiry().period()),
        Optional.of(settings.autoIncrement()),
        Optional.of(settings.metrics()),
        Optional.of(settings.joinLimit()),
        Optional.of(settings.paused()),
        Optional.of(settings.closed()));
  }

  /** The settings after this change. */
  public RoomSettings appliedTo(RoomSettings before) {
    PositionExpiry expiry = before.positionExpiry();
    return new RoomSettings(
        validityPeriod.orElse(before.validityPeriod()),
        issuer.orElse(before.issuer()),
        new PositionExpiry(
            expiryEnabled.orElse(expiry.enabled()), expiryPeriod.orElse(expiry.period())),
        autoIncrement.orElse(before.autoIncrement()),
        metrics.orElse(before.metrics()),
        joinLimit.orElse(before.joinLimit()),
        paused.orElse(before.paused()),
        closed.orElse(before.closed()));
  }
}
