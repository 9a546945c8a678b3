package io.anteroom.admin;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Rejection;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.eventlog.NoAnswerException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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

  /**
   * Asks once, whoever repeats it.
   *
   * @param key names the call, where a repeat must not do it again
   * @return the room's answer; fails with a {@link Refusal.Unavailable} when none comes in time,
   *     and with a {@link Refusal.Unprocessable} when the key came with another call before
   */
  Mono<CommandReply.Answer> ask(Command command, Optional<IdempotencyKey> key) {
    return Mono.defer(() -> {
      if (!asking.tryAcquire()) {
        return Mono.error(new Refusal.Unavailable("too many commands at once", SOON));
      }
      return Mono.fromFuture(() -> rooms.ask(command, key), true)
          .onErrorMap(NoAnswerException.class, _ -> unanswered())
          .flatMap(reply -> seen(command, reply))
          .doFinally(_ -> asking.release());
    });
  }

  /**
   * Asks with where the joins log ends now: each join that was acknowledged before lies below.
   *
   * @param command made with the end of each partition
   */
  Mono<CommandReply.Answer> askBehindJoins(
      Function<PartitionOffsets, Command> command, Optional<IdempotencyKey> key) {
    return Mono.fromFuture(rooms::joinEnds, true)
        .onErrorMap(
            LogUnavailableException.class,
            _ -> new Refusal.Unavailable("the log does not answer; nothing was changed", SOON))
        .flatMap(ends -> ask(command.apply(ends), key));
  }

  private Mono<CommandReply.Answer> seen(Command command, CommandReply reply) {
    return switch (reply.answer()) {
      case CommandReply.Accepted accepted ->
          Mono.fromFuture(() -> rooms.seen(command.eventId(), reply.sequence()), true)
              .<CommandReply.Answer>thenReturn(accepted)
              // It is decided, whatever the mirror does.
              .onErrorReturn(accepted);
      case CommandReply.Rejected(Rejection.IdempotencyKeyReused _) ->
          Mono.error(
              new Refusal.Unprocessable("this Idempotency-Key came with another body before"));
      case CommandReply.Rejected rejected -> Mono.just(rejected);
    };
  }

  /** What nobody can ask for by a call. */
  static IllegalStateException unexpected(CommandReply.Answer answer) {
    return new IllegalStateException("a room answered with " + answer);
  }

  private static Refusal unanswered() {
    return new Refusal.Unavailable(
        "the room did not answer in time; the command may still take effect", SOON);
  }
}
