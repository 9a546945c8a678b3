package io.anteroom.oidc.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SlowWorkTest {

  private static final Answer DONE = Answer.ok("done");
  private static final Answer TOO_MUCH = Answer.ok("too much");

  private final SlowWork work = new SlowWork(1);

  @AfterEach
  void end() {
    work.close();
  }

  private Mono<Answer> await(CompletableFuture<Answer> answer) {
    return work.answer(answer::join, () -> TOO_MUCH);
  }

  @Test
  void saysAtOnceWhenThereIsTooMuchToDoAndGoesOnWhenThereIsLess() {
    CompletableFuture<Answer> slow = new CompletableFuture<>();

    CompletableFuture<Answer> first = await(slow).toFuture();
    assertThat(await(slow).block()).isSameAs(TOO_MUCH);
    slow.complete(DONE);

    assertThat(first.join()).isSameAs(DONE);
    Awaitility.await().until(() -> await(slow).block() == DONE);
  }

  @Test
  void goesOnWhenTheCallerHangsUp() {
    CompletableFuture<Answer> slow = new CompletableFuture<>();
    AtomicBoolean done = new AtomicBoolean();

    work.answer(
            () -> {
              Answer answer = slow.join();
              done.set(true);
              return answer;
            },
            () -> TOO_MUCH)
        .subscribe()
        .dispose();
    slow.complete(DONE);

    Awaitility.await().untilTrue(done);
  }

  @Test
  void handsOnRefusalsAndIsFreeAgain() {
    Mono<Answer> refused =
        work.answer(
            () -> {
              throw new Refusal.Malformed("no");
            },
            () -> TOO_MUCH);

    assertThatThrownBy(refused::block).isInstanceOf(Refusal.Malformed.class);
    Awaitility.await().until(() -> work.answer(() -> DONE, () -> TOO_MUCH).block() == DONE);
  }
}
