package io.anteroom.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.JoinLogEnds;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.Numbering;
import io.anteroom.streams.NumberingSettings;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a log that real rooms are writing meanwhile. */
@ExtendWith(BackendsExtension.class)
class LiveAuditIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<EventId> ROOMS = List.of(new EventId("a"), new EventId("b"));
  private static final int IN_FLIGHT = 500;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Backends backends;
  private final LogConnection connection;
  private final Topics topics;

  LiveAuditIT(Backends backends) {
    this.backends = backends;
    this.connection = LogConnection.plain(backends.bootstrap());
    this.topics = new Topics(backends.topicPrefix());
  }

  @Test
  void findsNothingWhilePeopleJoinExpireAndRoomsAreResetAndRetired(@TempDir Path folder) {
    TopicSetup.ensure(connection, topics.all(3, 2), 1);
    NumberingSettings settings = new NumberingSettings(connection, topics, folder, 1, 0, 1);
    AtomicBoolean open = new AtomicBoolean(true);
    try (Numbering numbering = Numbering.start(settings, () -> {});
        CommandClient commands = new CommandClient(connection, topics, PATIENCE);
        JoinLogEnds ends = new JoinLogEnds(connection, topics, Duration.ofSeconds(3));
        JoinLog joins = new JoinLog(connection, topics)) {
      assertThat(numbering.awaitRunning(PATIENCE)).isTrue();
      assertThat(commands.waitUntilReady(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(joins::isReady);
      ROOMS.forEach(room -> make(commands, room, PartitionOffsets.ZERO));
      CompletableFuture<Long> crowd = CompletableFuture.supplyAsync(() -> join(joins, open));

      for (EventId room : ROOMS) {
        assertThat(audit()).as(text()).isZero();
        ask(commands, new IncrementServingCounter(room, 10, Cause.ADMIN));
        assertThat(audit()).as(text()).isZero();
        ask(commands, new Reset(room, ends.read().toCompletableFuture().join()));
        assertThat(audit()).as(text()).isZero();
        ask(commands, new IncrementServingCounter(room, 10, Cause.INLET));
        awaitTurnsThatPass(room);
        ask(commands, new RetireRoom(room));
        assertThat(audit()).as(text()).isZero();
        make(commands, room, ends.read().toCompletableFuture().join());
        assertThat(audit()).as(text()).isZero();
      }
      open.set(false);
      long joined = crowd.join();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(audit()).as(text()).isZero();
            assertThat(column("joins")).isEqualTo(joined);
            assertThat(column("not numbered yet")).isZero();
          });
      assertThat(column("numbered") + column("reset away")).isEqualTo(joined);
      assertThat(joined).isGreaterThan(IN_FLIGHT);
    }
  }

  /** Joins the rooms by turns until the doors close; returns how many were let in. */
  private static long join(JoinLog joins, AtomicBoolean open) {
    Semaphore free = new Semaphore(IN_FLIGHT);
    long joined = 0;
    while (open.get()) {
      free.acquireUninterruptibly();
      var _ =
          joins
              .append(ROOMS.get((int) (joined % ROOMS.size())))
              .whenComplete((_, _) -> free.release());
      joined++;
    }
    free.acquireUninterruptibly(IN_FLIGHT);
    return joined;
  }

  /** A room in which nobody fetches a token, and everybody's time is up after a second. */
  private void make(CommandClient commands, EventId room, PartitionOffsets ends) {
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.of(Duration.ofSeconds(1)),
            Optional.of(true),
            Optional.of(true),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ask(commands, new ConfigureRoom(room, change, new Issuer("https://queue.example"), ends));
  }

  /** Ten are served and expire, and so do those behind them who had their turns. */
  private void awaitTurnsThatPass(EventId room) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(audit()).as(text()).isZero();
          assertThat(expiredIn(room)).as(text()).isGreaterThan(10);
        });
  }

  private long expiredIn(EventId room) {
    return column("expired", line -> line.startsWith(room.value() + " "));
  }

  private void ask(CommandClient commands, Command command) {
    assertThat(commands.ask(command, Optional.empty()).join().answer())
        .isInstanceOf(CommandReply.Accepted.class);
  }

  private int audit() {
    out.reset();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Audit(Path.of("nowhere"), print, System.err)
        .run(List.of("--bootstrap", backends.bootstrap(), "--topic-prefix", topics.prefix()));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private long column(String head) {
    return column(head, _ -> true);
  }

  /** The sum of a column over some lines of the table; columns end where their heads end. */
  private long column(String head, Predicate<String> which) {
    List<String> lines = text().lines().takeWhile(line -> !line.isBlank()).toList();
    int end = lines.getFirst().indexOf("  " + head) + 2 + head.length();
    return lines.stream()
        .skip(1)
        .filter(which)
        .map(line -> line.substring(0, end))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace(",", ""))
        .mapToLong(Long::parseLong)
        .sum();
  }
}
