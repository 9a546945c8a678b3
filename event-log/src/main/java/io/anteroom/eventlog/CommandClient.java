package io.anteroom.eventlog;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/**
 * Asks rooms for something and waits for their answers.
 *
 * <p>An instance listens on one partition of the replies topic, chosen at random, from its end on.
 * Instances that meet on a partition pass over each other's answers. Safe for use by many threads.
 */
public final class CommandClient implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

  static {
    // What spring-kafka says of an answer that is late must not show whom the command was for.
    KafkaUtils.setProducerRecordFormatter(ProducerRecord::topic);
  }

  private final String commands;
  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final ReplyingKafkaTemplate<String, byte[], byte[]> template;
  private final CommandMeters meters;

  /** Connects a client that nobody measures. */
  public CommandClient(LogConnection connection, Topics topics, Duration patience) {
    this(connection, topics, patience, new CompositeMeterRegistry());
  }

  /**
   * Connects in the background; see {@link #isReady}.
   *
   * @param patience how long to wait for an answer, at least 1 s
   * @param meters told of each command that was sent
   */
  public CommandClient(
      LogConnection connection, Topics topics, Duration patience, MeterRegistry meters) {
    this.meters = new CommandMeters(meters);
    this.commands = topics.commands();
    this.producers = new DefaultKafkaProducerFactory<>(producerSettings(connection, patience));
    this.template = new ReplyingKafkaTemplate<>(producers, replies(connection, topics));
    template.setSharedReplyTopic(true);
    template.setDefaultReplyTimeout(patience);
    template.afterPropertiesSet();
    template.start();
  }

  private static Map<String, Object> producerSettings(LogConnection connection, Duration patience) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "command-client");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    return settings;
  }

  private static KafkaMessageListenerContainer<String, byte[]> replies(
      LogConnection connection, Topics topics) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    int partition = ThreadLocalRandom.current().nextInt(Topics.REPLY_PARTITIONS);
    ContainerProperties container =
        new ContainerProperties(
            new TopicPartitionOffset(topics.replies(), partition, SeekPosition.END));
    // An answer is for whoever waits for it now: there is no position to keep.
    container.setAckMode(ContainerProperties.AckMode.MANUAL);
    return new KafkaMessageListenerContainer<>(
        new DefaultKafkaConsumerFactory<>(settings), container);
  }

  /** Says whether answers are being listened for, so that rooms can be asked. */
  public boolean isReady() {
    return waitUntilReady(Duration.ZERO);
  }

  /** Waits until answers are being listened for; false if they are not in time. */
  public boolean waitUntilReady(Duration patience) {
    try {
      return template.waitForAssignment(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Asks a room to do something.
   *
   * @param key names the call behind it, where a repeat of the call must not do it again
   * @return the room's answer; fails with {@link NoAnswerException} when none comes in time, and
   *     the room may still do it
   */
  public CompletableFuture<CommandReply> ask(Command command, Optional<IdempotencyKey> key) {
    if (!isReady()) {
      return CompletableFuture.failedFuture(
          new NoAnswerException("the log has not been reached yet"));
    }
    CommandId id = new CommandId(UUID.randomUUID().toString());
    byte[] value = LogFormat.COMMAND.write(new CommandRecord(id, key, command));
    long sent = System.nanoTime();
    try {
      return template
          .sendAndReceive(new ProducerRecord<>(commands, command.eventId().value(), value))
          .handle((reply, failure) -> {
            if (failure != null) {
              throw new NoAnswerException("the room did not answer in time", failure);
            }
            return LogFormat.REPLY.read(reply.value());
          })
          .whenComplete((reply, _) -> meters.record(command, System.nanoTime() - sent, reply));
    } catch (KafkaException | org.springframework.kafka.KafkaException e) {
      return CompletableFuture.failedFuture(
          new NoAnswerException("the log did not take the command", e));
    }
  }

  @Override
  public void close() {
    template.stop();
    template.destroy();
    producers.destroy();
  }
}
