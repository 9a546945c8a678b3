package io.anteroom.streams.bridge;

import io.anteroom.streams.intake.SharedReading;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the log of decisions is read for the bus. The group keeps how far the bus has been told. */
final class BridgeConsumer {

  private static final int RECORDS_A_POLL = 500;

  private BridgeConsumer() {}

  static Consumer<byte[], byte[]> of(BridgeSettings settings) {
    Map<String, Object> config =
        SharedReading.settings(
            settings.connection(), settings.topics().prefix() + "bridge", settings.member());
    // A group that is new, or was away for so long that the broker forgot it, starts at the first
    // event: the bus may hear a thing twice, but never miss one.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
