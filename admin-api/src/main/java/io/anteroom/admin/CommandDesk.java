package io.anteroom.admin;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.NoAnswerException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/**
 * Asks a room for something, and waits until whoever asks any reader afterwards sees the effect.
 */
final class CommandDesk {

  /** Operators and inlets are few; more than this at once is a mistake somewhere. */
  static final int MAX_ASKING = 256;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Rooms rooms;
  private final Semaphore asking;

  CommandDesk(Rooms rooms) {
    this(rooms, MAX_ASKING);
  }

  CommandDesk(Rooms rooms, int maxAsking) {
    this.rooms = rooms;
    this.asking = new Semaphore(maxAsking);
  }

  /** The room's answer; fails with a {@link Refusal.Unavailable} when none comes in time. */
  Mono<CommandReply.Answer> ask(Command command) {
    return Mono.defer(() -> {
      if (!asking.tryAcquire()) {
        return Mono.error(new Refusal.Unavailable("too many commands at once", SOON));
      }
      CommandId id = new CommandId("admin-" + UUID.randomUUID());
      return Mono.fromFuture(() -> rooms.ask(id, command), true)
          .onErrorMap(NoAnswerException.class, _ -> unanswered())
          .flatMap(reply -> seen(command, reply))
          .doFinally(_ -> asking.release());
    });
  }

  private Mono<CommandReply.Answer> seen(Command command, CommandReply reply) {
    return switch (reply.answer()) {
      case CommandReply.Accepted accepted ->
          Mono.fromFuture(() -> rooms.seen(command.eventId(), reply.sequence()), true)
              .<CommandReply.Answer>thenReturn(accepted)
              // It is decided, whatever the mirror does.
              .onErrorReturn(accepted);
      case CommandReply.Rejected rejected -> Mono.just(rejected);
    };
  }

  private static Refusal unanswered() {
    return new Refusal.Unavailable(
        "the room did not answer in time; the command may still take effect", SOON);
  }
}
