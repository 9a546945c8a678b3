package io.anteroom.streams.mirror;

import io.anteroom.streams.intake.SharedReading;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How the log of decisions is read. Where to go on is Redis' to say, so the group is there only to
 * share out partitions: it commits nothing and never guesses a position.
 */
final class EventConsumer {

  /** A batch: at most this many events go to Redis in one script, some 5 ms of its time. */
  private static final int EVENTS_A_POLL = 2_000;

  private EventConsumer() {}

  static Consumer<String, byte[]> of(MirrorSettings settings) {
    Map<String, Object> config =
        SharedReading.settings(
            settings.connection(), settings.topics().prefix() + "mirror", settings.member());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, EVENTS_A_POLL);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
