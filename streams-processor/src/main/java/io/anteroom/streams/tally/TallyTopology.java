package io.anteroom.streams.tally;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.streams.intake.RecordTime;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Wires joins to spans of joins, one task for each partition of joins:
 *
 * <pre>
 *   joins --> (tally) --> join-spans
 *               |  \----> dead-letters
 *          [open-span]
 * </pre>
 */
public final class TallyTopology implements Supplier<Topology> {

  static final String JOINS = "joins";
  static final String TALLY = "tally";
  static final String JOIN_SPANS = "join-spans";
  static final String DEAD_LETTERS = "dead-letters";

  private final Topics topics;

  /** A topology over these topics. */
  public TallyTopology(Topics topics) {
    this.topics = topics;
  }

  @Override
  public Topology get() {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    return new Topology()
        .addSource(AutoOffsetReset.earliest(), JOINS, new RecordTime(), in, in, topics.joins())
        .addProcessor(TALLY, TallyProcessor::new, JOINS)
        .addStateStore(new OpenSpanStore.Builder(), TALLY)
        .addSink(JOIN_SPANS, topics.joinSpans(), out, out, TALLY)
        .addSink(DEAD_LETTERS, topics.deadLetters(), out, out, TALLY);
  }
}
