package io.anteroom.streams.sequence;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.streams.intake.RecordTime;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Wires spans and commands to what rooms decide. Both topics are partitioned by room, so one task
 * owns a room and there are no races:
 *
 * <pre>
 *   join-spans --> (number) --+--> room-events, public topics
 *                      |      +--> dead-letters
 *          [rooms] [spans] [tokens]
 *                      |      +--> dead-letters
 *   commands ----> (answer) --+--> room-events, public topics
 *                             +--> replies
 * </pre>
 */
public final class SequenceTopology implements Supplier<Topology> {

  static final String JOIN_SPANS = "join-spans";
  static final String COMMANDS = "commands";
  static final String NUMBER = "number";
  static final String ANSWER = "answer";
  static final String ROOM_EVENTS = "room-events";
  static final String REPLIES = "replies";
  static final String DEAD_LETTERS = "dead-letters";

  private final Topics topics;

  /** A topology over these topics. */
  public SequenceTopology(Topics topics) {
    this.topics = topics;
  }

  @Override
  public Topology get() {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    RecordTime time = new RecordTime();
    AutoOffsetReset first = AutoOffsetReset.earliest();
    Topology topology =
        new Topology()
            .addSource(first, JOIN_SPANS, time, in, in, topics.joinSpans())
            .addSource(first, COMMANDS, time, in, in, topics.commands())
            .addProcessor(NUMBER, NumberProcessor::new, JOIN_SPANS)
            .addProcessor(ANSWER, () -> new AnswerProcessor(topics), COMMANDS)
            .addSink(ROOM_EVENTS, topics.roomEvents(), out, out, NUMBER, ANSWER)
            .addSink(DEAD_LETTERS, topics.deadLetters(), out, out, NUMBER, ANSWER)
            .addSink(REPLIES, topics.replies(), out, out, ReplyAddress::partitions, ANSWER);
    PublicRecords.addSinks(topology, topics, NUMBER, ANSWER);
    RoomStores.builders().forEach(store -> topology.addStateStore(store, NUMBER, ANSWER));
    return topology;
  }
}
