package io.anteroom.streams.sequence;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.ticket.EventId;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Remembers the first answers of rooms to calls that may be sent again. It is written in the same
 * transaction as what was decided, so neither can be there without the other.
 */
final class CommandMemory {

  private final WindowStore<Bytes, RememberedAnswer> answers;

  CommandMemory(RoomStores stores) {
    this.answers = stores.answers();
  }

  /** The first answer under a key, if it is not forgotten. */
  Optional<RememberedAnswer> first(EventId eventId, IdempotencyKey key, Instant now) {
    // A clock that was ahead may have left an answer that is not due yet.
    Instant from = now.minus(RememberedAnswer.REMEMBERED_FOR);
    Instant to = now.plus(RememberedAnswer.REMEMBERED_FOR);
    try (WindowStoreIterator<RememberedAnswer> found =
        answers.fetch(RoomKeys.answer(eventId, key.key()), from, to)) {
      return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
    }
  }

  /** Keeps an answer, unless it is one that means: not yet, ask again. */
  void remember(EventId eventId, IdempotencyKey key, CommandReply reply, Instant now) {
    if (isFinal(reply.answer())) {
      RememberedAnswer first =
          new RememberedAnswer(key.body(), now, reply.sequence(), reply.answer());
      answers.put(RoomKeys.answer(eventId, key.key()), first, now.toEpochMilli());
    }
  }

  private static boolean isFinal(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted _ -> true;
      case CommandReply.Rejected(var reason) ->
          switch (reason) {
            case Rejection.UnknownRoom _, Rejection.NotNumberedYet _, Rejection.NotServedYet _ ->
                false;
            case Rejection.UnknownRequest _,
                Rejection.SessionClosed _,
                Rejection.NoToken _,
                Rejection.SessionAlreadySet _,
                Rejection.CounterOutOfRange _,
                Rejection.SpanAlreadyNumbered _,
                Rejection.PositionExpired _,
                Rejection.RoomPaused _,
                Rejection.IdempotencyKeyReused _ ->
                true;
          };
    };
  }
}
