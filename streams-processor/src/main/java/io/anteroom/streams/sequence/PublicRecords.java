package io.anteroom.streams.sequence;

import io.anteroom.contracts.event.PublicEvent;
import io.anteroom.contracts.event.PublicHeaders;
import io.anteroom.contracts.event.PublicTopic;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells the public topics what rooms decided, in the transaction of the decision: whoever reads
 * what is committed finds each event once.
 */
final class PublicRecords {

  private final ProcessorContext<byte[], byte[]> context;

  PublicRecords(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  /** Adds a sink for each public topic. */
  static void addSinks(Topology topology, Topics topics, String... parents) {
    ByteArraySerializer out = new ByteArraySerializer();
    for (PublicTopic topic : PublicTopic.values()) {
      topology.addSink(sink(topic), topic.in(topics), out, out, parents);
    }
  }

  private static String sink(PublicTopic topic) {
    return "public-" + topic.name().toLowerCase(Locale.ROOT);
  }

  /** Tells of a decision, if it is for others to know. */
  void tell(RecordedEvent decided) {
    PublicEvent.of(decided).ifPresent(this::forward);
  }

  private void forward(PublicEvent event) {
    Headers headers =
        new RecordHeaders()
            .add(PublicHeaders.DETAIL_TYPE, bytes(event.type().toString()))
            .add(PublicHeaders.ID, bytes(event.id()));
    context.forward(
        new Record<>(
            bytes(event.eventId().value()),
            bytes(event.detail()),
            event.decidedAt().toEpochMilli(),
            headers),
        sink(event.type().topic()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
