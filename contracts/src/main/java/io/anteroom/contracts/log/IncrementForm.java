package io.anteroom.contracts.log;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.ticket.EventId;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/** A move of the counter as any version wrote it; the second one knew no conditions. */
record IncrementForm(
    EventId eventId, long by, Cause cause, Optional<Long> handedOn, Optional<ServingPoint> from) {

  /** Reads the form. */
  static final class Reader extends StdConverter<IncrementForm, IncrementServingCounter> {
    @Override
    public IncrementServingCounter convert(IncrementForm form) {
      return new IncrementServingCounter(
          form.eventId, form.by, form.cause, form.handedOn.orElse(0L), form.from);
    }
  }
}
