package io.anteroom.streams.bridge;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log of decisions; each commit is one transaction. */
final class DecisionLog implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final String topic;

  DecisionLog(String bootstrap, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic + ".writer"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  DecisionLog begin() {
    producer.beginTransaction();
    return this;
  }

  DecisionLog write(Decisions room, byte[] decision) {
    // The commit tells of failures.
    var _ = producer.send(new ProducerRecord<>(topic, room.room(), decision));
    return this;
  }

  void commit() {
    producer.commitTransaction();
  }

  void abort() {
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
