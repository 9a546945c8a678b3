package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.support.KafkaHeaders;

@ExtendWith(BackendsExtension.class)
class CommandClientIT {

  private static final EventId ROOM = new EventId("Sample");
  private static final EventId SILENT_ROOM = new EventId("silent");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static LogConnection connection;
  private static Topics topics;

  @BeforeAll
  static void makeTopics(Backends backends) {
    connection = LogConnection.plain(backends.bootstrap());
    topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
  }

  @Test
  void givesEachCallerTheAnswerToItsOwnCommand() {
    try (RoomDouble _ = new RoomDouble();
        CommandClient client = readyClient();
        CommandClient other = readyClient()) {
      List<CompletableFuture<CommandReply>> replies =
          LongStream.rangeClosed(1, 100)
              .mapToObj(by -> (by % 2 == 0 ? client : other).send(id(by), increment(ROOM, by)))
              .toList();

      for (int i = 0; i < replies.size(); i++) {
        CommandReply reply = replies.get(i).join();
        assertThat(reply.commandId()).isEqualTo(id(i + 1));
        assertThat(reply.answer())
            .isEqualTo(new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(i + 1))));
      }
    }
  }

  @Test
  void saysThatThereWasNoAnswerInTime() {
    try (RoomDouble _ = new RoomDouble();
        CommandClient client = readyClient()) {
      CompletableFuture<CommandReply> reply = client.send(id(1), increment(SILENT_ROOM, 1));

      assertThatThrownBy(reply::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(NoAnswerException.class);
    }
  }

  @Test
  void failsAtOnceBeforeTheLogWasReached() {
    try (CommandClient client =
        new CommandClient(LogConnection.plain("127.0.0.1:1"), topics, PATIENCE)) {
      assertThat(client.send(id(1), increment(ROOM, 1))).isCompletedExceptionally();
    }
  }

  private static CommandClient readyClient() {
    CommandClient client = new CommandClient(connection, topics, PATIENCE);
    assertThat(client.waitUntilReady(Duration.ofSeconds(30))).isTrue();
    return client;
  }

  private static CommandId id(long n) {
    return new CommandId("command-" + n);
  }

  private static Command increment(EventId room, long by) {
    return new Command.IncrementServingCounter(room, by);
  }

  /** Answers on the commands topic like a room whose counter is always what was asked for. */
  private static final class RoomDouble implements AutoCloseable {
    private final Thread thread = Thread.ofPlatform().start(this::answer);
    private volatile boolean closed;

    private void answer() {
      Map<String, Object> settings = connection.clientSettings();
      TopicPartition commands = new TopicPartition(topics.commands(), 0);
      try (KafkaConsumer<String, byte[]> in =
              new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
          KafkaProducer<String, byte[]> out =
              new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
        in.assign(List.of(commands));
        in.seekToBeginning(List.of(commands));
        while (!closed) {
          in.poll(Duration.ofMillis(50)).forEach(asked -> answer(asked, out));
        }
      }
    }

    private static void answer(
        ConsumerRecord<String, byte[]> asked, KafkaProducer<String, byte[]> out) {
      CommandRecord command = LogFormat.COMMAND.read(asked.value());
      if (command.command() instanceof Command.IncrementServingCounter(var room, var by)
          && room.equals(ROOM)) {
        CommandReply reply =
            new CommandReply(
                command.commandId(),
                new Sequence(by),
                new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(by))));
        byte[] partition = asked.headers().lastHeader(KafkaHeaders.REPLY_PARTITION).value();
        ProducerRecord<String, byte[]> answer =
            new ProducerRecord<>(
                topics.replies(),
                ByteBuffer.wrap(partition).getInt(),
                null,
                LogFormat.REPLY.write(reply));
        answer.headers().add(asked.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
        var _ = out.send(answer);
      }
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
}
