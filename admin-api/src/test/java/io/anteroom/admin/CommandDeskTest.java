package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Rejection;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.NoAnswerException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CommandDeskTest {

  private static final Command COMMAND =
      new IncrementServingCounter(ModelRooms.ROOM, 5, Cause.ADMIN);

  private final ModelRooms rooms = ModelRooms.withRoom();
  private final CommandDesk desk = new CommandDesk(rooms, 1);

  @Test
  void answersOnlyWhenReadersHaveSeenTheDecision() {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    rooms.seeOnly(seen);

    CompletableFuture<CommandReply.Answer> answer = ask().toFuture();
    assertThat(answer).isNotDone();
    assertThat(rooms.room().orElseThrow().servingCounter().value()).isEqualTo(5);
    seen.complete(true);

    assertThat(answer).isCompletedWithValueMatching(CommandReply.Accepted.class::isInstance);
  }

  @Test
  void answersAllTheSameWhenReadersNeverSeeIt() {
    rooms.seeOnly(CompletableFuture.completedFuture(false));
    assertThat(ask().block()).isInstanceOf(CommandReply.Accepted.class);

    rooms.seeOnly(CompletableFuture.failedFuture(new IllegalStateException("closed")));
    assertThat(ask().block()).isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void passesARejectionOnAtOnce() {
    rooms.seeOnly(new CompletableFuture<>());

    CommandReply.Answer answer =
        desk.ask(new IncrementServingCounter(ModelRooms.ROOM, -1, Cause.ADMIN), Optional.empty())
            .block();

    assertThat(answer)
        .isInstanceOfSatisfying(
            CommandReply.Rejected.class,
            rejected ->
                assertThat(rejected.reason()).isInstanceOf(Rejection.CounterOutOfRange.class));
  }

  @Test
  void saysThatACommandWithoutAnAnswerMayStillTakeEffect() {
    rooms.takeLogAway(new NoAnswerException("too late"));

    assertThatThrownBy(() -> ask().block())
        .isInstanceOf(Refusal.Unavailable.class)
        .hasMessageContaining("may still take effect");
  }

  @Test
  void takesNoMoreCommandsThanItsBound() {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    rooms.seeOnly(seen);
    CompletableFuture<CommandReply.Answer> first = ask().toFuture();

    assertThatThrownBy(() -> ask().block())
        .isInstanceOf(Refusal.Unavailable.class)
        .hasMessageContaining("too many");
    seen.complete(true);

    assertThat(first).isCompleted();
    assertThat(ask().block()).isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void hasRoomAgainAfterAFailure() {
    rooms.takeLogAway(new NoAnswerException("too late"));
    assertThatThrownBy(() -> ask().block()).isInstanceOf(Refusal.class);
    rooms.bringLogBack();

    assertThat(ask().block()).isInstanceOf(CommandReply.Accepted.class);
  }

  @Test
  void saysThatAKeyBelongsToAnotherCall() {
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k", "one body"));
    Optional<IdempotencyKey> same = Optional.of(new IdempotencyKey("k", "another body"));
    assertThat(desk.ask(COMMAND, key).block()).isInstanceOf(CommandReply.Accepted.class);

    assertThatThrownBy(() -> desk.ask(COMMAND, same).block())
        .isInstanceOf(Refusal.Unprocessable.class);
    assertThat(rooms.room().orElseThrow().servingCounter().value()).isEqualTo(5);
  }

  private Mono<CommandReply.Answer> ask() {
    return desk.ask(COMMAND, Optional.empty());
  }
}
