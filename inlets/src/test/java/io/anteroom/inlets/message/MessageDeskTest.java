package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.inlets.message.FakeInlet.Told;
import io.anteroom.inlets.room.PrivateCalls;
import io.anteroom.inlets.running.Inlet.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageDeskTest {

  private final FakeInlet inlet = FakeInlet.maxSize("door");
  private final FakeSessions sessions = new FakeSessions();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MessageDesk desk = desk(sessions);

  private MessageDesk desk(PrivateCalls calls) {
    return new MessageDesk(calls, new MessageMeters(registry));
  }

  private static List<RequestId> ids(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(i -> new RequestId(i, i)).toList();
  }

  /** About so many beside those whom it names. */
  private static ExitMessage message(long unnamed, int completed, int abandoned) {
    long exited = unnamed + completed + abandoned;
    return new ExitMessage(exited, ids(1, completed), ids(1 + completed, abandoned), 0, 0);
  }

  private Outcome handle(String id, ExitMessage message) {
    return desk.handle(inlet, Way.CALL, id, message);
  }

  private double messages(String outcome) {
    return registry
        .counter("anteroom.inlet.messages", "inlet", "door", "way", "call", "outcome", outcome)
        .count();
  }

  private double entries(String result) {
    return registry.counter("anteroom.inlet.sessions", "inlet", "door", "result", result).count();
  }

  @Test
  void closesTheSessionsAndLetsTheInletMoveTheCounter() {
    Outcome outcome = handle("m-1", message(3, 2, 1));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Done(new Tally(2, 1, 0, 0, 0, 3, Optional.of(new ServingCounter(3)))));
    assertThat(sessions.closed())
        .isEqualTo(
            Map.of(
                new RequestId(1, 1), SessionStatus.COMPLETED,
                new RequestId(2, 2), SessionStatus.COMPLETED,
                new RequestId(3, 3), SessionStatus.ABANDONED));
    assertThat(inlet.told()).containsExactly(new Told("m-1", 3));
  }

  @Test
  void countsEachEntryOnce() {
    ExitMessage message =
        new ExitMessage(0, List.of(new RequestId(0, 1), new RequestId(1, 1)), ids(2, 3), 4, 5);

    handle("m-1", message);

    assertThat(messages("done")).isEqualTo(1);
    assertThat(entries("completed")).isEqualTo(1);
    assertThat(entries("abandoned")).isEqualTo(3);
    assertThat(entries("unknown")).isEqualTo(1);
    assertThat(entries("invalid")).isEqualTo(4);
    assertThat(entries("duplicate")).isEqualTo(5);
  }

  @Test
  void tellsTheInletAlsoOfAMessageThatNamesOnlySessions() {
    handle("m-1", message(0, 1, 0));

    assertThat(inlet.told()).containsExactly(new Told("m-1", 0));
  }

  @Test
  void keepsAMessageWhileTheInletHolds() {
    inlet.is(new Readiness.Holds("this inlet is paused"));

    assertThat(handle("m-1", message(3, 2, 1)))
        .isEqualTo(new Outcome.NotNow("this inlet is paused"));
    assertThat(sessions.calls()).isZero();
    assertThat(inlet.told()).isEmpty();
    assertThat(messages("kept")).isEqualTo(1);
    assertThat(messages("done")).isZero();
  }

  @Test
  void closesNothingInADryRun() {
    inlet.is(new Readiness.DryRun());

    assertThat(handle("m-1", message(3, 2, 1)))
        .isEqualTo(new Outcome.Done(new Tally(0, 0, 0, 0, 0, 0, Optional.empty())));
    assertThat(sessions.calls()).isZero();
    assertThat(inlet.told()).containsExactly(new Told("m-1", 3));
  }

  @Test
  void takesUpAMessageAgainWhereItWasCutShort() {
    sessions.goAwayAfter(700);

    assertThat(handle("m-1", message(9, 500, 500))).isEqualTo(new Outcome.NotNow("nobody answers"));
    assertThat(inlet.told()).isEmpty();
    assertThat(sessions.calls()).isLessThan(700 + 2 * MessageDesk.MAX_CALLS);

    sessions.comeBack();
    assertThat(handle("m-1", message(9, 500, 500)))
        .isInstanceOfSatisfying(
            Outcome.Done.class, done -> assertThat(done.tally().unknown()).isEqualTo(700));
    assertThat(sessions.closed()).hasSize(1_000);
    assertThat(inlet.told()).containsExactly(new Told("m-1", 9));
  }

  @Test
  void keepsAMessageThatTheInletCantCountYet() {
    inlet.cant("no answer in time");

    assertThat(handle("m-1", message(3, 1, 0))).isEqualTo(new Outcome.NotNow("no answer in time"));
  }

  @Test
  void keepsAMessageWhereACallFailsInAWayThatNobodyThoughtOf() {
    sessions.breakWith(new IllegalStateException("secret"));

    assertThat(handle("m-1", message(3, 100, 0)))
        .isEqualTo(new Outcome.NotNow("a call failed with IllegalStateException"));
    assertThat(inlet.told()).isEmpty();
  }

  @Test
  void countsAMessageOnceHoweverOftenItComes() {
    handle("m-1", message(3, 2, 1));

    assertThat(handle("m-1", message(3, 2, 1)))
        .isEqualTo(new Outcome.Done(new Tally(0, 0, 3, 0, 0, 0, Optional.empty())));
  }

  @Test
  void doesNotDoTheSameMessageTwiceAtATime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    MessageDesk slow =
        desk((_, _, _) -> {
          begun.countDown();
          awaitQuietly(goOn);
          return new PrivateCalls.Closing.Closed();
        });
    CompletableFuture<Outcome> first =
        CompletableFuture.supplyAsync(() -> slow.handle(inlet, Way.QUEUE, "m-1", message(3, 1, 0)));
    begun.await();

    Outcome second = slow.handle(inlet, Way.PUSH, "m-1", message(3, 1, 0));
    Outcome other = slow.handle(FakeInlet.maxSize("other"), Way.PUSH, "m-1", message(3, 0, 0));

    assertThat(second).isEqualTo(new Outcome.NotNow("this very message is in work"));
    assertThat(other).isInstanceOf(Outcome.Done.class);
    goOn.countDown();
    assertThat(first.get()).isInstanceOf(Outcome.Done.class);
    assertThat(slow.handle(inlet, Way.PUSH, "m-1", message(3, 1, 0)))
        .isInstanceOf(Outcome.Done.class);
  }

  /** Not for ever, so that who waits in vain fails. */
  private static void awaitQuietly(CountDownLatch latch) {
    try {
      var _ = latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void breaksOffWhenItIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    MessageDesk stuck =
        desk((_, _, _) -> {
          begun.countDown();
          awaitQuietly(new CountDownLatch(1));
          return new PrivateCalls.Closing.NotNow("interrupted");
        });
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> outcome.complete(stuck.handle(inlet, Way.CALL, "m-1", message(3, 1_000, 0))));
    begun.await();

    thread.interrupt();

    assertThat(outcome.get()).isInstanceOf(Outcome.NotNow.class);
    assertThat(inlet.told()).isEmpty();
  }

  @Test
  void asksForSeveralSessionsAtATime() {
    CountDownLatch together = new CountDownLatch(MessageDesk.MAX_CALLS);
    MessageDesk patient =
        desk((_, _, _) -> {
          together.countDown();
          awaitQuietly(together);
          return new PrivateCalls.Closing.Closed();
        });

    assertThat(patient.handle(inlet, Way.CALL, "m-1", message(0, 1_000, 0)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void countsWhatItCantRead() {
    assertThatThrownBy(() -> desk.read(inlet, Way.CALL, "[]".getBytes(UTF_8)))
        .isInstanceOf(UnreadableMessageException.class);
    assertThat(messages("unreadable")).isEqualTo(1);
  }

  @Test
  void handlesAMillionEntriesAndAsksForFewAtATime() throws Exception {
    StringBuilder json = new StringBuilder(40_000_000).append("{\"exited\": 900005");
    append(json, "completed", 1, 500_000);
    append(json, "abandoned", 400_001, 500_000);
    byte[] bytes = json.append('}').toString().getBytes(UTF_8);
    assertThat(bytes).hasSizeBetween(39_000_000, SignedMessages.MAX_BODY);

    Outcome outcome = handle("m-1", desk.read(inlet, Way.CALL, bytes));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Done(
                new Tally(500_000, 400_000, 0, 0, 100_000, 5, Optional.of(new ServingCounter(5)))));
    assertThat(sessions.closed()).hasSize(900_000);
    assertThat(sessions.mostAtOnce()).isLessThanOrEqualTo(MessageDesk.MAX_CALLS);
  }

  private static void append(StringBuilder json, String field, int from, int count) {
    json.append(", \"").append(field).append("\": [");
    for (int i = from; i < from + count; i++) {
      json.append(i == from ? "\"" : ",\"").append(new RequestId(i, i)).append('"');
    }
    json.append(']');
  }
}
