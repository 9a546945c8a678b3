package io.anteroom.streams.sequence;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.span.JoinSpan;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Has rooms number their spans. A span that comes again is numbered already, and passed over. */
final class NumberProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  @SuppressWarnings("NullAway.Init")
  private RoomDesk desk;

  @SuppressWarnings("NullAway.Init")
  private RoomRecords<JoinSpan> spans;

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    desk = new RoomDesk(context);
    spans = new RoomRecords<>(LogFormat.JOIN_SPAN, JoinSpan::eventId, context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    spans.read(record, span -> number(record, span));
  }

  private void number(Record<byte[], byte[]> record, JoinSpan span) {
    Decision decision = desk.ask(new Command.NumberSpan(span));
    if (decision instanceof Decision.Rejected(Rejection.UnknownRoom())) {
      spans.putAside(record, "joins of a room that is not there");
    }
  }
}
