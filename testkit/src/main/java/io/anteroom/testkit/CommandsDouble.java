package io.anteroom.testkit;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Takes commands from a real log, of one partition, and answers there: streams-processor without
 * its topologies. Rooms are called on one thread, and may keep silent.
 */
public final class CommandsDouble implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final Map<String, Object> connection;
  private final Topics topics;
  private final Function<CommandRecord, Optional<CommandReply>> rooms;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts to listen, from the first command of the log on. */
  public CommandsDouble(
      String bootstrap, Topics topics, Function<CommandRecord, Optional<CommandReply>> rooms) {
    this.connection = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    this.topics = topics;
    this.rooms = rooms;
    this.thread = Thread.ofPlatform().name("commands-double").start(this::listen);
  }

  private void listen() {
    TopicPartition commands = new TopicPartition(topics.commands(), 0);
    try (KafkaConsumer<String, byte[]> in =
            new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<String, byte[]> out =
            new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
      in.assign(List.of(commands));
      in.seekToBeginning(List.of(commands));
      while (!closed) {
        in.poll(POLL).forEach(asked -> answer(asked, out));
      }
    }
  }

  private void answer(ConsumerRecord<String, byte[]> asked, KafkaProducer<String, byte[]> out) {
    rooms
        .apply(LogFormat.COMMAND.read(asked.value()))
        .ifPresent(reply -> {
          byte[] partition = asked.headers().lastHeader(KafkaHeaders.REPLY_PARTITION).value();
          ProducerRecord<String, byte[]> answer =
              new ProducerRecord<>(
                  topics.replies(),
                  ByteBuffer.wrap(partition).getInt(),
                  null,
                  LogFormat.REPLY.write(reply));
          answer.headers().add(asked.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
          var _ = out.send(answer);
        });
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
