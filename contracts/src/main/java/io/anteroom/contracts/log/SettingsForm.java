package io.anteroom.contracts.log;

import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/**
 * Settings as any version wrote them. The first version knew validity and issuer alone, and rooms
 * of its time let no position expire.
 */
record SettingsForm(
    ValidityPeriod validityPeriod,
    Issuer issuer,
    Optional<PositionExpiry> positionExpiry,
    Optional<Boolean> autoIncrement,
    Optional<Boolean> metrics,
    Optional<JoinLimit> joinLimit,
    Optional<Boolean> paused,
    Optional<Boolean> closed) {

  private static final PositionExpiry NO_EXPIRY =
      new PositionExpiry(false, PositionExpiry.DEFAULT.period());

  /** Reads the form. */
  static final class Reader extends StdConverter<SettingsForm, RoomSettings> {
    @Override
    public RoomSettings convert(SettingsForm form) {
      return new RoomSettings(
          form.validityPeriod,
          form.issuer,
          form.positionExpiry.orElse(NO_EXPIRY),
          form.autoIncrement.orElse(false),
          form.metrics.orElse(false),
          form.joinLimit.orElse(JoinLimit.NONE),
          form.paused.orElse(false),
          form.closed.orElse(false));
    }
  }
}
