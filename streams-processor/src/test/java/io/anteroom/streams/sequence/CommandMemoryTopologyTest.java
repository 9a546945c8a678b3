package io.anteroom.streams.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.SessionStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class CommandMemoryTopologyTest extends SequenceFixture {

  private static final IdempotencyKey KEY = new IdempotencyKey("key-1", "body-1");

  @Test
  void answersARepeatAsTheFirstTimeAndDoesNothing() {
    make(RED);
    CommandReply first = ask(increment(RED, 5), KEY);
    ask(increment(RED, 100));
    CommandReply repeat = ask(increment(RED, 5), KEY);

    assertThat(repeat).isEqualTo(first);
    assertThat(first.answer()).isEqualTo(counterAt(5));
    assertThat(events.readRecordsToList()).hasSize(3);
  }

  @Test
  void refusesTheKeyForAnotherBody() {
    make(RED);
    ask(increment(RED, 5), KEY);

    assertThat(ask(increment(RED, 6), new IdempotencyKey("key-1", "body-2")).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.IdempotencyKeyReused()));
    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(5));
    assertThat(events.readRecordsToList()).hasSize(2);
  }

  @Test
  void repeatsARefusalThatWasFinal() {
    make(RED);
    CommandReply refused = ask(increment(RED, -1), KEY);
    ask(increment(RED, 100));

    assertThat(ask(increment(RED, -1), KEY)).isEqualTo(refused);
    assertThat(refused.answer())
        .isEqualTo(
            new CommandReply.Rejected(new Rejection.CounterOutOfRange(ServingCounter.ZERO, -1)));
  }

  @Test
  void asksAgainWhereTheAnswerWasNotYet() {
    ask(increment(RED, 1), KEY);
    make(RED);
    span(RED, 0, 0, 9);

    assertThat(ask(increment(RED, 1), KEY).answer()).isEqualTo(counterAt(1));
    IdempotencyKey claim = new IdempotencyKey("key-2", "body-1");
    assertThat(ask(issue(new Place(0, 7), "t-1"), claim).answer())
        .isInstanceOf(CommandReply.Rejected.class);
    ask(increment(RED, 9));
    assertThat(ask(issue(new Place(0, 7), "t-1"), claim).answer())
        .isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void asksAgainUnderTheSameKeyWhereServingStoodElsewhere() {
    make(RED);
    ask(increment(RED, 5));

    assertThat(ask(incrementFrom(0, 2), KEY).answer()).isInstanceOf(CommandReply.Rejected.class);
    assertThat(ask(incrementFrom(2, 2), KEY).answer()).isEqualTo(counterAt(7));
    assertThat(ask(incrementFrom(3, 2), KEY).answer()).isEqualTo(counterAt(7));
  }

  @Test
  void asksAgainUnderTheSameKeyWhereTheRoomWasPaused() {
    make(RED);
    ask(paused(true));
    assertThat(ask(increment(RED, 5), KEY).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.RoomPaused()));
    ask(paused(false));

    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(5));
  }

  private static Command paused(boolean paused) {
    SettingsChange none = SettingsChange.NONE;
    return new Command.ConfigureRoom(
        RED,
        new SettingsChange(
            none.validityPeriod(),
            none.issuer(),
            none.expiryEnabled(),
            none.expiryPeriod(),
            none.autoIncrement(),
            none.metrics(),
            none.joinLimit(),
            Optional.of(paused),
            none.closed()),
        new Issuer("https://wait.example"),
        PartitionOffsets.ZERO);
  }

  private static Command incrementFrom(long version, long by) {
    return new Command.IncrementServingCounter(
        RED, by, Cause.INLET, 0, Optional.of(new ServingPoint(version)));
  }

  @Test
  void keepsTheKeysOfRoomsApart() {
    make(RED);
    make(BLUE);
    ask(increment(RED, 5), KEY);

    assertThat(ask(increment(BLUE, 7), KEY).answer()).isEqualTo(counterAt(7));
  }

  @Test
  void remembersAResetOverTheReset() {
    make(RED);
    Command reset = new Command.Reset(RED, new PartitionOffsets(Map.of(0, 7L)));
    ask(reset, KEY);

    assertThat(ask(reset, KEY).answer())
        .isEqualTo(new CommandReply.Accepted(new Outcome.GenerationIs(new Generation(2))));
  }

  @Test
  void givesNoTokenFromMemoryThatTheRoomWouldNotGiveAnyMore() {
    make(RED);
    span(RED, 0, 0, 9);
    ask(increment(RED, 9));
    Place closed = new Place(0, 3);
    Place former = new Place(0, 4);
    ask(issue(closed, "t-1"), new IdempotencyKey("closed", "body-1"));
    ask(issue(former, "t-2"), new IdempotencyKey("former", "body-1"));
    CommandReply again = ask(issue(former, "t-3"), new IdempotencyKey("former", "body-1"));
    ask(new Command.UpdateSession(RED, new RequestId(0, 3), closed, SessionStatus.COMPLETED));

    assertThat(again.answer()).isInstanceOf(CommandReply.Accepted.class);
    assertThat(ask(issue(closed, "t-1"), new IdempotencyKey("closed", "body-1")).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.SessionClosed()));
    ask(new Command.Reset(RED, new PartitionOffsets(Map.of(0, 10L))));
    assertThat(ask(issue(former, "t-2"), new IdempotencyKey("former", "body-1")).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.UnknownRequest()));
    assertThat(ask(issue(former, "t-2"), new IdempotencyKey("former", "body-2")).answer())
        .isEqualTo(new CommandReply.Rejected(new Rejection.IdempotencyKeyReused()));
  }

  @Test
  void forgetsAfterTenMinutesAndNotBefore() {
    make(RED);
    ask(increment(RED, 5), KEY);
    Duration almost = RememberedAnswer.REMEMBERED_FOR;
    advance(almost);

    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(5));
    advance(Duration.ofMillis(1));
    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(10));
  }

  @Test
  void keepsNothingOfWhatItHasForgotten() {
    make(RED);
    ask(increment(RED, 5), KEY);
    advance(Duration.ofMinutes(5));
    ask(increment(RED, 5), new IdempotencyKey("key-2", "body-1"));

    advance(Duration.ofMinutes(6));
    assertThat(keys("answers")).isEqualTo(1);
    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(15));
    advance(Duration.ofMinutes(6));

    assertThat(keys("answers")).isEqualTo(1);
    assertThat(keys("answered")).isEqualTo(1);
    assertThat(ask(increment(RED, 5), KEY).answer()).isEqualTo(counterAt(15));
  }

  private CommandReply ask(Command command, IdempotencyKey key) {
    byte[] keyed =
        LogFormat.COMMAND.write(new CommandRecord(new CommandId("c-1"), Optional.of(key), command));
    commands.pipeInput(new TestRecord<>(command.eventId().value(), keyed, to(0), clock()));
    return LogFormat.REPLY.read(replies.readValue());
  }

  private static Command increment(EventId eventId, long by) {
    return new Command.IncrementServingCounter(eventId, by, Cause.ADMIN);
  }

  private static CommandReply.Answer counterAt(long value) {
    return new CommandReply.Accepted(new Outcome.CounterAt(new ServingCounter(value)));
  }
}
