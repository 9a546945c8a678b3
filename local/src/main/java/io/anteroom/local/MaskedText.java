package io.anteroom.local;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import io.anteroom.edge.management.LogMask;

/** {@code %masked(...)} in the settings of the log: what {@link LogMask} leaves of it. */
public final class MaskedText extends CompositeConverter<ILoggingEvent> {

  @Override
  protected String transform(ILoggingEvent event, String text) {
    return LogMask.masked(text);
  }
}
