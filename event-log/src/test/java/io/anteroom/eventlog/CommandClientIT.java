package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import io.anteroom.testkit.CommandsDouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class CommandClientIT {

  private static final EventId ROOM = new EventId("Sample");
  private static final EventId SILENT_ROOM = new EventId("silent");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static LogConnection connection;
  private static Topics topics;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void makeTopics(Backends backends) {
    connection = LogConnection.plain(backends.bootstrap());
    topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
  }

  @Test
  void givesEachCallerTheAnswerToItsOwnCommand() {
    try (CommandsDouble _ = rooms();
        CommandClient client = readyClient();
        CommandClient other = readyClient()) {
      List<CompletableFuture<CommandReply>> replies =
          LongStream.rangeClosed(1, 100)
              .mapToObj(
                  by -> (by % 2 == 0 ? client : other).ask(increment(ROOM, by), Optional.empty()))
              .toList();

      for (int i = 0; i < replies.size(); i++) {
        assertThat(replies.get(i).join().answer())
            .isEqualTo(new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(i + 1))));
      }
      assertThat(timed("accepted")).isEqualTo(100);
    }
  }

  @Test
  void saysThatThereWasNoAnswerInTime() {
    try (CommandsDouble _ = rooms();
        CommandClient client = readyClient()) {
      CompletableFuture<CommandReply> reply =
          client.ask(increment(SILENT_ROOM, 1), Optional.empty());

      assertThatThrownBy(reply::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(NoAnswerException.class);
      assertThat(timed("unanswered")).isEqualTo(1);
    }
  }

  private long timed(String outcome) {
    return meters
        .get("anteroom.command")
        .tags("command", "increment_serving_counter", "outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void failsAtOnceBeforeTheLogWasReached() {
    try (CommandClient client =
        new CommandClient(LogConnection.plain("127.0.0.1:1"), topics, PATIENCE)) {
      assertThat(client.ask(increment(ROOM, 1), Optional.empty())).isCompletedExceptionally();
    }
  }

  private static CommandsDouble rooms() {
    return new CommandsDouble(connection.bootstrap(), topics, CommandClientIT::answer);
  }

  private CommandClient readyClient() {
    CommandClient client = new CommandClient(connection, topics, PATIENCE, meters);
    assertThat(client.waitUntilReady(Duration.ofSeconds(30))).isTrue();
    return client;
  }

  private static Command increment(EventId room, long by) {
    return new Command.IncrementServingCounter(room, by, Cause.ADMIN);
  }

  /** A room whose counter is always what was asked for; the other one keeps silent. */
  private static Optional<CommandReply> answer(CommandRecord asked) {
    return asked.command() instanceof Command.IncrementServingCounter(var room, var by, _, _, _)
            && room.equals(ROOM)
        ? Optional.of(
            new CommandReply(
                asked.commandId(),
                new Sequence(by),
                new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(by)))))
        : Optional.empty();
  }
}
