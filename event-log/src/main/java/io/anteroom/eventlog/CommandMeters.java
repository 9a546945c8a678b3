package io.anteroom.eventlog;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times the way of commands to their rooms and back, apart by kind and by what came of them. */
final class CommandMeters {

  /** A commit takes 50 ms; after some seconds nobody waits any more. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(200),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;

  CommandMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Takes the time of a command, and its answer if there was one. */
  void record(Command command, long nanos, @Nullable CommandReply reply) {
    Timer.builder("anteroom.command")
        .description("Time from sending a command to its room's answer")
        .tag("command", name(command))
        .tag("outcome", outcome(reply))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static String outcome(@Nullable CommandReply reply) {
    if (reply == null) {
      return "unanswered";
    }
    return switch (reply.answer()) {
      case CommandReply.Accepted _ -> "accepted";
      case CommandReply.Rejected _ -> "rejected";
    };
  }

  private static String name(Command command) {
    return switch (command) {
      case Command.NumberSpan _ -> "number_span";
      case Command.ConfigureRoom _ -> "configure_room";
      case Command.RetireRoom _ -> "retire_room";
      case Command.IncrementServingCounter _ -> "increment_serving_counter";
      case Command.IssueToken _ -> "issue_token";
      case Command.UpdateSession _ -> "update_session";
      case Command.Reset _ -> "reset";
      case Command.Tick _ -> "tick";
    };
  }
}
