package io.anteroom.contracts.log;

import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.ticket.EventId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/**
 * The state of a room as any version wrote it; the first one knew no expiry and no metrics, the
 * second no turns.
 */
record RoomForm(
    EventId eventId,
    Sequence sequence,
    Instant decidedAt,
    Generation generation,
    RoomSettings settings,
    long queueCounter,
    ServingCounter servingCounter,
    long tokenCounter,
    long completedSessions,
    long abandonedSessions,
    PartitionOffsets starts,
    PartitionOffsets numberedTo,
    Optional<ExpiryAccount> expiry,
    Optional<TurnAccount> turns,
    Optional<Instant> metricsAt,
    Optional<Boolean> retired) {

  private ExpiryAccount expiryAtFirst() {
    return new ExpiryAccount(servingCounter, 0, 0, starts);
  }

  /** Reads the form. */
  static final class Reader extends StdConverter<RoomForm, Room> {
    @Override
    public Room convert(RoomForm form) {
      return new Room(
          form.eventId,
          form.sequence,
          form.decidedAt,
          form.generation,
          form.settings,
          form.queueCounter,
          form.servingCounter,
          form.tokenCounter,
          form.completedSessions,
          form.abandonedSessions,
          form.starts,
          form.numberedTo,
          form.expiry.orElseGet(form::expiryAtFirst),
          form.turns.orElse(TurnAccount.NONE),
          form.metricsAt.orElse(Instant.EPOCH),
          form.retired.orElse(false));
    }
  }
}
