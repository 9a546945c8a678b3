package io.anteroom.streams.sequence;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.ticket.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Remembers the first answers of rooms to calls that may be sent again. It is written in the same
 * transaction as what was decided, so neither can be there without the other.
 */
final class CommandMemory {

  private static final byte[] NOTHING = {};

  /** Answers forgotten at a time; more than a task gives in the second between. */
  static final int MAX_FORGOTTEN = 10_000;

  private final KeyValueStore<Bytes, RememberedAnswer> answers;
  private final KeyValueStore<Bytes, byte[]> answered;

  CommandMemory(RoomStores stores) {
    this.answers = stores.answers();
    this.answered = stores.answered();
  }

  /** The first answer under a key, if it is not forgotten. */
  Optional<RememberedAnswer> first(EventId eventId, IdempotencyKey key, Instant now) {
    Instant oldest = now.minus(RememberedAnswer.REMEMBERED_FOR);
    return Optional.ofNullable(answers.get(RoomKeys.answer(eventId, key.key())))
        .filter(first -> !first.at().isBefore(oldest));
  }

  /** Keeps an answer, unless it is one that means: not yet, ask again. */
  void remember(EventId eventId, IdempotencyKey key, CommandReply reply, Instant now) {
    if (isFinal(reply.answer())) {
      RememberedAnswer first =
          new RememberedAnswer(key.body(), now, reply.sequence(), reply.answer());
      Bytes answer = RoomKeys.answer(eventId, key.key());
      answers.put(answer, first);
      answered.put(RoomKeys.answered(now.toEpochMilli(), answer.get()), NOTHING);
    }
  }

  /** Deletes what is old enough. */
  void forget(Instant now) {
    Instant oldest = now.minus(RememberedAnswer.REMEMBERED_FOR);
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        answered.range(
            RoomKeys.answered(0, NOTHING), RoomKeys.answered(oldest.toEpochMilli(), NOTHING))) {
      while (found.hasNext() && old.size() < MAX_FORGOTTEN) {
        old.add(found.next().key);
      }
    }
    old.forEach(key -> forget(key, oldest));
  }

  private void forget(Bytes key, Instant oldest) {
    Bytes answer = RoomKeys.answerOf(key);
    // The key may have come again since, with another first answer.
    Optional.ofNullable(answers.get(answer))
        .filter(first -> first.at().isBefore(oldest))
        .ifPresent(_ -> answers.delete(answer));
    answered.delete(key);
  }

  private static boolean isFinal(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted _ -> true;
      case CommandReply.Rejected(var reason) ->
          switch (reason) {
            case Rejection.UnknownRoom _,
                Rejection.NotNumberedYet _,
                Rejection.NotServedYet _,
                Rejection.ServingMoved _,
                Rejection.RoomPaused _,
                Rejection.StillCounting _ ->
                false;
            case Rejection.UnknownRequest _,
                Rejection.SessionClosed _,
                Rejection.NoToken _,
                Rejection.SessionAlreadySet _,
                Rejection.CounterOutOfRange _,
                Rejection.SpanAlreadyNumbered _,
                Rejection.PositionExpired _,
                Rejection.IdempotencyKeyReused _ ->
                true;
          };
    };
  }
}
