package io.anteroom.streams.sequence;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.ticket.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Has rooms answer their commands, and sends the answer to whoever left an address. */
final class AnswerProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /**
   * A command that waited longer, because numbering was away, is not done: its sender was told
   * after seconds that there was no answer. A reset that comes true minutes later would take away
   * the places of people who joined in the meantime.
   */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Topics topics;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private RoomDesk desk;

  @SuppressWarnings("NullAway.Init")
  private CommandMemory memory;

  @SuppressWarnings("NullAway.Init")
  private RoomRecords<CommandRecord> commands;

  AnswerProcessor(Topics topics) {
    this.topics = topics;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> taskContext) {
    context = taskContext;
    desk = new RoomDesk(taskContext);
    memory = new CommandMemory(RoomStores.of(taskContext));
    new RoomClock(taskContext, desk, memory).start();
    commands =
        new RoomRecords<>(LogFormat.COMMAND, record -> record.command().eventId(), taskContext);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    commands.read(record, command -> answer(record, command));
  }

  private void answer(Record<byte[], byte[]> record, CommandRecord asked) {
    if (context.currentSystemTimeMs() - record.timestamp() > LONGEST_WAIT.toMillis()) {
      commands.putAside(record, "whoever sent this has given up on it");
      return;
    }
    if (asked.command() instanceof Command.NumberSpan) {
      commands.putAside(record, "spans are numbered in the order of their own topic");
      return;
    }
    CommandReply reply =
        asked.idempotencyKey().map(key -> once(asked, key)).orElseGet(() -> ask(asked));
    ReplyAddress.of(record.headers(), topics.replies()).ifPresent(address -> send(reply, address));
  }

  /** Asks the room the first time, and repeats its answer from then on. */
  private CommandReply once(CommandRecord asked, IdempotencyKey key) {
    EventId room = asked.command().eventId();
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Optional<RememberedAnswer> first = memory.first(room, key, now);
    if (first.isEmpty()) {
      CommandReply reply = ask(asked);
      memory.remember(room, key, reply, now);
      return reply;
    }
    if (!first.get().body().equals(key.body())) {
      return new CommandReply(
          asked.commandId(),
          first.get().sequence(),
          new CommandReply.Rejected(new Rejection.IdempotencyKeyReused()));
    }
    return isClaim(first.get())
        ? ask(asked)
        : new CommandReply(asked.commandId(), first.get().sequence(), first.get().answer());
  }

  /**
   * A claim gets the same token by itself, for as long as there is one. To repeat it from memory
   * would give a token to somebody whose session is closed, or who was there before a reset.
   */
  private static boolean isClaim(RememberedAnswer first) {
    return first.answer() instanceof CommandReply.Accepted(Outcome.TokenHas _);
  }

  private CommandReply ask(CommandRecord asked) {
    CommandReply.Answer answer =
        switch (desk.ask(asked.command())) {
          case Decision.Accepted(_, var outcome) -> new CommandReply.Accepted(outcome);
          case Decision.Rejected(var reason) -> new CommandReply.Rejected(reason);
        };
    return new CommandReply(asked.commandId(), desk.sequenceOf(asked.command().eventId()), answer);
  }

  private void send(CommandReply reply, ReplyAddress address) {
    context.forward(
        new Record<>(
            address.key(),
            LogFormat.REPLY.write(reply),
            context.currentSystemTimeMs(),
            address.headers()),
        SequenceTopology.REPLIES);
  }
}
