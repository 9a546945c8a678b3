package io.anteroom.streams.intake;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Puts records of a topology aside that nobody can read or use. */
public final class DeadLetters {

  private final PutAsideLog log = new PutAsideLog();
  private final ProcessorContext<byte[], byte[]> context;
  private final String sink;

  /**
   * Dead letters of one processor.
   *
   * @param sink the name of the sink in the topology
   */
  public DeadLetters(ProcessorContext<byte[], byte[]> context, String sink) {
    this.context = context;
    this.sink = sink;
  }

  /** Puts the present record aside. */
  public void send(Record<byte[], byte[]> record, String reason) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    DeadLetter letter =
        DeadLetter.of(
            record.key(),
            record.value(),
            source.topic(),
            source.partition(),
            source.offset(),
            reason);
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(letter.key(), letter.value(), now, letter.headers()), sink);
    log.tell(source.topic(), source.partition(), source.offset(), now);
  }
}
