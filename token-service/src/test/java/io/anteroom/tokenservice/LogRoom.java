package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.readmodel.LogBounds;
import io.anteroom.readmodel.LogId;
import io.anteroom.readmodel.LogPartition;
import io.anteroom.readmodel.MirrorWriter;
import io.anteroom.readmodel.RedisConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
 * The room behind the service, in one thread: it takes commands from a real log, decides with the
 * real aggregate, answers to the log, and writes the real mirror. What it decides is kept nowhere.
 */
final class LogRoom implements AutoCloseable {

  final AtomicInteger asked = new AtomicInteger();
  volatile boolean silent;

  private final LogConnection connection;
  private final Topics topics;
  private final InMemoryRoomState state = new InMemoryRoomState();
  private final RedisConnection redis;
  private final MirrorWriter mirror;
  private final Thread thread;
  private volatile boolean closed;
  private long position;

  LogRoom(LogConnection connection, Topics topics, URI redisUrl) {
    this.connection = connection;
    this.topics = topics;
    this.redis = RedisConnection.to(redisUrl, Duration.ofSeconds(5));
    this.mirror =
        MirrorWriter.open(redis, new LogPartition(new LogId("test"), 0, 1), new LogBounds(0, 0));
    this.thread = Thread.ofPlatform().start(this::answer);
  }

  /** Decides a command that does not come from the service. */
  synchronized Decision run(Command command) {
    WaitingRoom room = new WaitingRoom(command.eventId(), state);
    Decision decision = room.decide(command, Instant.now());
    if (decision instanceof Decision.Accepted(var events, _)) {
      events.forEach(room::apply);
      write(events);
    }
    return decision;
  }

  private void write(List<RecordedEvent> events) {
    position += events.size();
    MirrorWriter.Step step = mirror.write(events, position);
    if (step != MirrorWriter.Step.WRITTEN) {
      throw new IllegalStateException("the mirror says " + step);
    }
  }

  private void answer() {
    TopicPartition commands = new TopicPartition(topics.commands(), 0);
    try (KafkaConsumer<String, byte[]> in =
            new KafkaConsumer<>(
                connection.clientSettings(),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<String, byte[]> out =
            new KafkaProducer<>(
                connection.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      in.assign(List.of(commands));
      in.seekToBeginning(List.of(commands));
      while (!closed) {
        in.poll(Duration.ofMillis(20)).forEach(record -> answer(record, out));
      }
    }
  }

  private void answer(ConsumerRecord<String, byte[]> record, KafkaProducer<String, byte[]> out) {
    asked.incrementAndGet();
    if (silent) {
      return;
    }
    CommandRecord command = LogFormat.COMMAND.read(record.value());
    CommandReply.Answer answer =
        switch (run(command.command())) {
          case Decision.Accepted(_, var outcome) -> new CommandReply.Accepted(outcome);
          case Decision.Rejected(var reason) -> new CommandReply.Rejected(reason);
        };
    Sequence sequence = state.room().map(Room::sequence).orElse(Sequence.NONE);
    byte[] partition = record.headers().lastHeader(KafkaHeaders.REPLY_PARTITION).value();
    ProducerRecord<String, byte[]> reply =
        new ProducerRecord<>(
            topics.replies(),
            ByteBuffer.wrap(partition).getInt(),
            null,
            LogFormat.REPLY.write(new CommandReply(command.commandId(), sequence, answer)));
    reply.headers().add(record.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
    var _ = out.send(reply);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    redis.close();
  }
}
