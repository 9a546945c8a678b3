package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
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
import io.anteroom.testkit.CommandsDouble;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The room behind the service: it takes commands from a real log, decides with the real aggregate,
 * answers to the log, and writes the real mirror. What it decides is kept nowhere.
 */
final class LogRoom implements AutoCloseable {

  final AtomicInteger asked = new AtomicInteger();
  volatile boolean silent;

  private final InMemoryRoomState state = new InMemoryRoomState();
  private final RedisConnection redis;
  private final MirrorWriter mirror;
  private final CommandsDouble commands;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private long position;

  LogRoom(LogConnection connection, Topics topics, URI redisUrl) {
    this.redis = RedisConnection.to(redisUrl, Duration.ofSeconds(5));
    this.mirror =
        MirrorWriter.open(redis, new LogPartition(new LogId("test"), 0, 1), new LogBounds(0, 0));
    this.commands = new CommandsDouble(connection.bootstrap(), topics, this::answer);
    var _ = heart.scheduleWithFixedDelay(this::beat, 0, 500, TimeUnit.MILLISECONDS);
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

  /** Says that the log has not gone on meanwhile. */
  private synchronized void beat() {
    mirror.logEndsAt(position);
    write(List.of());
  }

  private Optional<CommandReply> answer(CommandRecord record) {
    asked.incrementAndGet();
    if (silent) {
      return Optional.empty();
    }
    CommandReply.Answer answer =
        switch (run(record.command())) {
          case Decision.Accepted(_, var outcome) -> new CommandReply.Accepted(outcome);
          case Decision.Rejected(var reason) -> new CommandReply.Rejected(reason);
        };
    Sequence sequence = state.room().map(Room::sequence).orElse(Sequence.NONE);
    return Optional.of(new CommandReply(record.commandId(), sequence, answer));
  }

  @Override
  public void close() {
    heart.close();
    commands.close();
    redis.close();
  }
}
