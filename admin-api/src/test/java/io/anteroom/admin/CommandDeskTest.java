package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Rejection;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.NoAnswerException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandDeskTest {

  private static final Command COMMAND =
      new IncrementServingCounter(ModelRooms.ROOM, 5, Cause.ADMIN);

  private final ModelRooms rooms = ModelRooms.withRoom();
  private final CommandDesk desk = new CommandDesk(rooms, 1);

  @Test
  void answersOnlyWhenReadersHaveSeenTheDecision() {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    rooms.seeOnly(seen);

    CompletableFuture<CommandReply.Answer> answer = desk.ask(COMMAND).toFuture();
    assertThat(answer).isNotDone();
    assertThat(rooms.room().orElseThrow().servingCounter().value()).isEqualTo(5);
    seen.complete(true);

    assertThat(answer).isCompletedWithValueMatching(CommandReply.Accepted.class::isInstance);
  }

  @Test
  void answersAllTheSameWhenReadersNeverSeeIt() {
    rooms.seeOnly(CompletableFuture.completedFuture(false));
    assertThat(desk.ask(COMMAND).block()).isInstanceOf(CommandReply.Accepted.class);

    rooms.seeOnly(CompletableFuture.failedFuture(new IllegalStateException("closed")));
    assertThat(desk.ask(COMMAND).block()).isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void passesARejectionOnAtOnce() {
    rooms.seeOnly(new CompletableFuture<>());

    CommandReply.Answer answer =
        desk.ask(new IncrementServingCounter(ModelRooms.ROOM, -1, Cause.ADMIN)).block();

    assertThat(answer)
        .isInstanceOfSatisfying(
            CommandReply.Rejected.class,
            rejected ->
                assertThat(rejected.reason()).isInstanceOf(Rejection.CounterOutOfRange.class));
  }

  @Test
  void saysThatACommandWithoutAnAnswerMayStillTakeEffect() {
    rooms.takeLogAway(new NoAnswerException("too late"));

    assertThatThrownBy(() -> desk.ask(COMMAND).block())
        .isInstanceOf(Refusal.Unavailable.class)
        .hasMessageContaining("may still take effect");
  }

  @Test
  void takesNoMoreCommandsThanItsBound() {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    rooms.seeOnly(seen);
    CompletableFuture<CommandReply.Answer> first = desk.ask(COMMAND).toFuture();

    assertThatThrownBy(() -> desk.ask(COMMAND).block())
        .isInstanceOf(Refusal.Unavailable.class)
        .hasMessageContaining("too many");
    seen.complete(true);

    assertThat(first).isCompleted();
    assertThat(desk.ask(COMMAND).block()).isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void hasRoomAgainAfterAFailure() {
    rooms.takeLogAway(new NoAnswerException("too late"));
    assertThatThrownBy(() -> desk.ask(COMMAND).block()).isInstanceOf(Refusal.class);
    rooms.bringLogBack();

    assertThat(desk.ask(COMMAND).block()).isInstanceOf(CommandReply.Accepted.class);
  }
}
