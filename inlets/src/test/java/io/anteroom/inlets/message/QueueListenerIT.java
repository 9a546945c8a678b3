package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.inlets.message.FakeInlet.Told;
import io.anteroom.inlets.plan.AwsSettings;
import io.anteroom.inlets.room.PrivateCalls;
import io.anteroom.inlets.running.Inlet.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueListenerIT {

  private static final String ENVELOPE =
      "{\"Type\": \"Notification\", \"MessageId\": \"da41e39f\", \"TopicArn\": \"arn\","
          + " \"Message\": \"{\\\"exited\\\": 3}\", \"Signature\": \"not looked at\"}";

  private final SqsStub sqs = new SqsStub();
  private final FakeInlet inlet = FakeInlet.maxSize("door");
  private final FakeSessions sessions = new FakeSessions();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private QueueListener listener;

  @BeforeAll
  static void haveCredentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterAll
  static void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private void listen() {
    listen(sessions);
  }

  private void listen(PrivateCalls calls) {
    AwsSettings aws = new AwsSettings("eu-central-1", sqs.endpoint().toString());
    listener =
        QueueListener.start(
            inlet,
            SqsQueue.at(sqs.queue(), aws, QueueListener.MAX_CALLS, Duration.ofSeconds(1)),
            new MessageDesk(calls, new MessageMeters(registry)));
  }

  @AfterEach
  void stop() {
    listener.close();
    sqs.close();
  }

  private double messages(String outcome) {
    return registry
        .counter("anteroom.inlet.messages", "inlet", "door", "way", "queue", "outcome", outcome)
        .count();
  }

  private static String completed(int from, int count) {
    List<String> ids =
        IntStream.range(from, from + count)
            .mapToObj(i -> "\"" + new RequestId(i, i) + "\"")
            .toList();
    return "{\"completed\": [" + String.join(",", ids) + "]}";
  }

  @Test
  void takesMessagesAsTheSiteWroteThem() {
    sqs.send("{\"exited\": 2}");
    String second = sqs.send(completed(1, 3));
    listen();

    await().until(() -> sqs.left().isEmpty());
    assertThat(inlet.told())
        .containsExactlyInAnyOrder(new Told("message-1", 2), new Told(second, 0));
    assertThat(sessions.closed()).hasSize(3);
  }

  @Test
  void takesMessagesOutOfTheEnvelopeOfATopic() {
    sqs.send(ENVELOPE);
    listen();

    await().until(() -> sqs.left().isEmpty());
    assertThat(inlet.told()).containsExactly(new Told("da41e39f", 3));
  }

  @Test
  void hearsWhatComesLater() {
    listen();
    await().until(() -> sqs.calls().contains("ReceiveMessage"));

    for (int i = 0; i < 30; i++) {
      sqs.send("{\"exited\": 1}");
    }

    await().until(() -> sqs.left().isEmpty());
    assertThat(inlet.told()).hasSize(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "[]",
        "{\"exited\": ",
        "{\"Type\": \"Notification\", \"Message\": \"hello\"}"
      })
  void dropsWhatIsNoMessageAndCountsIt(String poison) {
    sqs.send(poison);
    sqs.send("{\"exited\": 1}");
    listen();

    await().until(() -> sqs.left().isEmpty());
    assertThat(messages("unreadable")).isEqualTo(1);
    assertThat(inlet.told()).containsExactly(new Told("message-2", 1));
  }

  @Test
  void takesNothingOutWhileTheInletHolds() {
    inlet.is(new Readiness.Holds("paused"));
    String id = sqs.send("{\"exited\": 1}");
    listen();

    await().during(Duration.ofSeconds(1)).until(() -> sqs.calls().isEmpty());
    assertThat(sqs.deliveries(id)).isZero();
    inlet.is(new Readiness.Acts());
    await().until(() -> sqs.left().isEmpty());
  }

  @Test
  void leavesAMessageThatCantBeCountedAndWaitsLongerEachTime() {
    inlet.cant("the room is paused");
    String id = sqs.send("{\"exited\": 1}");
    listen();

    for (int deliveries = 1; deliveries <= 7; deliveries++) {
      int now = deliveries;
      await().until(() -> sqs.hidden().size() == now);
      sqs.showsAll();
    }
    assertThat(sqs.hidden()).startsWith(2, 4, 8, 16, 32, 60, 60);
    inlet.canAgain();
    sqs.showsAll();
    await()
        .until(() -> {
          sqs.showsAll();
          return sqs.left().isEmpty();
        });
    assertThat(inlet.told()).containsExactly(new Told(id, 1));
  }

  @Test
  void hasAMessageAgainThatItCouldNotDelete() {
    String id = sqs.send("{\"exited\": 1}");
    sqs.send(completed(1, 1));
    AtomicBoolean first = new AtomicBoolean(true);
    listen((_, _, _) -> {
      if (first.getAndSet(false)) {
        sqs.fails(2);
      }
      return new PrivateCalls.Closing.Closed();
    });

    await()
        .until(() -> {
          sqs.showsAll();
          return sqs.left().isEmpty();
        });
    assertThat(inlet.told()).contains(new Told(id, 1));
  }

  @Test
  void waitsForAQueueThatIsAway() {
    sqs.die();
    listen();
    sqs.comeBack();
    sqs.fails(2);
    sqs.send("{\"exited\": 1}");

    await().atMost(Duration.ofSeconds(20)).until(() -> sqs.left().isEmpty());
    assertThat(sqs.calls()).containsSequence("ReceiveMessage", "ReceiveMessage", "ReceiveMessage");
    sqs.die();
    sqs.comeBack();
    sqs.send("{\"exited\": 1}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          sqs.showsAll();
          return sqs.left().isEmpty();
        });
    assertThat(inlet.told()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void isWellAsLongAsItsQueueAnswersOrItsInletHolds() {
    Duration time = Duration.ofSeconds(4);
    listen();
    await().during(time).atMost(Duration.ofSeconds(20)).until(() -> listener.wasWellWithin(time));

    sqs.die();
    await().until(() -> !listener.wasWellWithin(time));

    inlet.is(new Readiness.Holds("paused"));
    await().atMost(Duration.ofSeconds(30)).until(() -> listener.wasWellWithin(time));
  }

  @Test
  void goesOnAfterAnAnswerThatNobodyThoughtOf() {
    sqs.garbles(1);
    sqs.send("{\"exited\": 1}");
    listen();

    await()
        .until(() -> {
          sqs.showsAll();
          return sqs.left().isEmpty();
        });
  }

  @Test
  void worksOnAFewMessagesAtATime() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(QueueListener.AT_ONCE);
    for (int i = 0; i < 20; i++) {
      sqs.send(completed(i + 1, 1));
    }
    listen((_, _, _) -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      together.countDown();
      awaitQuietly(together);
      underWay.decrementAndGet();
      return new PrivateCalls.Closing.Closed();
    });

    await().until(() -> sqs.left().isEmpty());
    assertThat(most.get()).isEqualTo(QueueListener.AT_ONCE);
  }

  @Test
  void givesBackWhatItHasNotDoneWhenItStops() {
    CountDownLatch begun = new CountDownLatch(1);
    String id = sqs.send(completed(1, 1_000));
    listen((_, _, _) -> {
      begun.countDown();
      awaitQuietly(new CountDownLatch(1));
      return new PrivateCalls.Closing.NotNow("interrupted");
    });
    await().until(() -> begun.getCount() == 0);

    listener.close();

    assertThat(sqs.left()).containsExactly(id);
    assertThat(sqs.hidden()).containsExactly(0);
    assertThat(inlet.told()).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void stopsAtOnceWhileItWaitsForMessages() {
    listen();
    await().until(() -> sqs.calls().contains("ReceiveMessage"));
    long begun = System.nanoTime();

    listener.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    int calls = sqs.calls().size();
    await().during(Duration.ofMillis(500)).until(() -> sqs.calls().size() == calls);
  }
}
