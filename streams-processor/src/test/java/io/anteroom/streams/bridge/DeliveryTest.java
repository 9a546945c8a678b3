package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.event.DetailType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time goes on only when a round waits for it. */
class DeliveryTest {

  private final Decisions room = new Decisions("room");
  private final Outbox outbox = new Outbox();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Letter> buried = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private Function<List<Letter>, Bus.Answer> bus = DeliveryTest::accept;
  private boolean deadLettersAreThere = true;
  private long nanos;
  private int offset;

  private final Delivery delivery =
      new Delivery(
          outbox,
          this::call,
          letter -> deadLettersAreThere && buried.add(letter),
          Pace.USUAL,
          new Random(1),
          () -> nanos,
          new BridgeMetrics(registry, () -> nanos));

  @AfterEach
  void close() {
    delivery.close();
  }

  private synchronized Bus.Answer call(List<Letter> letters) {
    calls.add(String.join(" ", letters.stream().map(DeliveryTest::name).toList()));
    return bus.apply(letters);
  }

  private static String name(Letter letter) {
    return letter.event().id();
  }

  private static Bus.Answer accept(List<Letter> letters) {
    return new Bus.Answer.Taken(
        letters.stream().<Bus.Fate>map(_ -> new Bus.Fate.Accepted()).toList());
  }

  private static Function<List<Letter>, Bus.Answer> refusing(String name, Bus.Fate fate) {
    return letters ->
        new Bus.Answer.Taken(
            letters.stream()
                .map(letter -> name(letter).equals(name) ? fate : new Bus.Fate.Accepted())
                .toList());
  }

  private static Function<List<Letter>, Bus.Answer> failingFor(Predicate<Letter> certain) {
    return letters ->
        letters.stream().anyMatch(certain) ? new Bus.Answer.Failed("500") : accept(letters);
  }

  private static boolean isSession(Letter letter) {
    return letter.event().type() == DetailType.SESSION_UPDATED;
  }

  private void write(byte[]... decisions) {
    for (byte[] decision : decisions) {
      outbox.add(Decisions.letter(offset++, decision));
    }
  }

  /** Goes on until nothing is left, or some rounds are over. */
  private void rounds(int most) throws InterruptedException {
    for (int i = 0; i < most && !outbox.isEmpty(); i++) {
      Duration idle = delivery.idleTime().orElseThrow();
      if (idle.isPositive()) {
        waits.add(idle);
        nanos += idle.toNanos();
      }
      delivery.round();
    }
  }

  /** Or until ten minutes are over. */
  private void roundsUntilDelivered(int events) throws InterruptedException {
    long end = nanos + Duration.ofMinutes(10).toNanos();
    while (counter("delivered") < events && nanos < end) {
      rounds(1);
    }
  }

  @Test
  void tellsEverythingInAsFewCallsAsItCan() throws InterruptedException {
    for (int person = 1; person <= 25; person++) {
      write(room.token(person));
    }
    rounds(1);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(calls).hasSize(3);
    assertThat(counter("delivered")).isEqualTo(25);
  }

  @Test
  void tellsTheSessionOfARequestOnlyAfterItsToken() throws InterruptedException {
    write(room.token(1), room.session(1), room.token(2));
    rounds(2);
    assertThat(calls).containsExactly("room/1 room/3", "room/2");
  }

  @Test
  void letsOnlyTheSessionWaitForATokenThatIsRefused() throws InterruptedException {
    bus = refusing("room/1", new Bus.Fate.Refused("RedactionFailure: try again"));
    write(room.token(1), room.session(1), room.token(2), room.session(2));
    rounds(2);
    bus = DeliveryTest::accept;
    rounds(10);
    assertThat(calls).containsExactly("room/1 room/3", "room/4", "room/1", "room/2");
    assertThat(counter("failed")).isEqualTo(1);
    assertThat(counter("retried")).isEqualTo(1);
  }

  @Test
  void givesUpWhatIsRefusedAgainAndAgainWhileOthersPass() throws InterruptedException {
    bus = refusing("room/1", new Bus.Fate.Refused("MalformedDetail: not JSON"));
    write(room.token(1), room.session(1), room.token(2));
    rounds(100);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(buried)
        .singleElement()
        .satisfies(letter -> {
          assertThat(name(letter)).isEqualTo("room/1");
          assertThat(letter.verdict())
              .hasValueSatisfying(why -> assertThat(why).contains("MalformedDetail: not JSON"));
        });
    assertThat(calls).hasSize(Delivery.MAX_REFUSALS + 1).endsWith("room/1", "room/2");
    assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(counter("dead.lettered")).isEqualTo(1);
    assertThat(counter("delivered")).isEqualTo(2);
  }

  @Test
  void givesNothingUpWhereNothingElsePasses() throws InterruptedException {
    bus = refusing("room/1", new Bus.Fate.Refused("InvalidArgument: no such bus"));
    write(room.token(1));
    rounds(100);
    assertThat(buried).isEmpty();
    write(room.token(2));
    rounds(5);
    assertThat(buried).hasSize(1);
  }

  @Test
  void neverGivesUpWhatIsOnlyThrottled() throws InterruptedException {
    bus = refusing("room/1", new Bus.Fate.Postponed("ThrottlingException: slow down"));
    write(room.token(1));
    for (int person = 2; person < 200; person++) {
      write(room.token(person));
      rounds(1);
    }
    assertThat(buried).isEmpty();
    assertThat(outbox.size()).isEqualTo(1);
    bus = DeliveryTest::accept;
    rounds(2);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void waitsLongerFromFailedCallToFailedCallAndNeverTooLong() throws InterruptedException {
    bus = _ -> new Bus.Answer.Failed("503");
    write(room.token(1), room.token(2));
    rounds(500);
    assertThat(buried).isEmpty();
    assertThat(waits.getFirst()).isLessThanOrEqualTo(Pace.USUAL.firstWait());
    assertThat(waits).allMatch(wait -> wait.compareTo(Pace.USUAL.longestWait()) <= 0);
    assertThat(waits.subList(10, waits.size()))
        .allMatch(wait -> wait.compareTo(Pace.USUAL.longestWait().dividedBy(2)) >= 0);
  }

  @Test
  void waitsForABusThatHasNoTimeForAnybody() throws InterruptedException {
    bus =
        letters ->
            new Bus.Answer.Taken(
                letters.stream()
                    .<Bus.Fate>map(_ -> new Bus.Fate.Postponed("ThrottlingException"))
                    .toList());
    write(room.token(1));
    rounds(1);
    write(room.token(2));
    assertThat(delivery.idleTime()).hasValueSatisfying(idle -> assertThat(idle).isPositive());
  }

  @Test
  void asksABusThatWasAwayWithOneCallAndGoesOnWithMore() throws InterruptedException {
    for (int person = 1; person <= 400; person++) {
      write(room.token(person));
    }
    AtomicInteger failures = new AtomicInteger();
    bus =
        letters -> failures.getAndIncrement() < 8 ? new Bus.Answer.Failed("500") : accept(letters);
    List<Integer> callsOfRounds = new ArrayList<>();
    while (!outbox.isEmpty()) {
      int before = calls.size();
      rounds(1);
      callsOfRounds.add(calls.size() - before);
    }
    assertThat(callsOfRounds).startsWith(8, 1, 2, 4, 8);
  }

  @Test
  void findsTheOneForWhomACallIsRejected() throws InterruptedException {
    bus =
        letters ->
            letters.stream().anyMatch(letter -> name(letter).equals("room/3"))
                ? new Bus.Answer.Rejected("400 ValidationException")
                : accept(letters);
    for (int person = 1; person <= 10; person++) {
      write(room.token(person));
    }
    rounds(100);
    assertThat(buried).singleElement().extracting(DeliveryTest::name).isEqualTo("room/3");
    assertThat(counter("delivered")).isEqualTo(9);
  }

  @Test
  void letsOthersPassWhereEachCallWithOneOfThemFails() throws InterruptedException {
    bus = failingFor(letter -> name(letter).equals("room/1"));
    write(room.token(1), room.session(1));
    for (int person = 2; person <= 100; person++) {
      write(room.token(person));
    }
    roundsUntilDelivered(99);
    assertThat(counter("delivered")).isEqualTo(99);
    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(2));
    rounds(100);
    write(room.token(101));
    long before = nanos;
    rounds(2);
    assertThat(counter("delivered")).isEqualTo(100);
    assertThat(Duration.ofNanos(nanos - before)).isLessThan(Duration.ofSeconds(25));
    assertThat(buried).isEmpty();
    bus = DeliveryTest::accept;
    rounds(10);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(calls).endsWith("room/1", "room/2");
  }

  @Test
  void letsOthersPassWhereCallsWithOneKindAreDenied() throws InterruptedException {
    bus = failingFor(DeliveryTest::isSession);
    for (int person = 1; person <= 500; person++) {
      write(room.token(person), room.session(person));
      if (person % 5 == 0) {
        rounds(1);
      }
    }
    roundsUntilDelivered(500);
    assertThat(counter("delivered")).isEqualTo(500);
    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofMinutes(2));
    rounds(1000);
    write(room.token(501));
    long before = nanos;
    roundsUntilDelivered(501);
    assertThat(counter("delivered")).isEqualTo(501);
    assertThat(Duration.ofNanos(nanos - before)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(buried).isEmpty();
    bus = DeliveryTest::accept;
    rounds(1000);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void goesOnWithFullCallsAfterAShortOutage() throws InterruptedException {
    bus = _ -> new Bus.Answer.Failed("503");
    for (int person = 1; person <= 100; person++) {
      write(room.token(person));
    }
    rounds(Delivery.MAX_SHARED_FAILURES - 1);
    calls.clear();
    bus = DeliveryTest::accept;
    rounds(100);
    assertThat(calls).hasSize(10);
  }

  @Test
  void keepsWhatIsGivenUpUntilTheDeadLettersHaveIt() throws InterruptedException {
    deadLettersAreThere = false;
    write("not an event".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    rounds(20);
    assertThat(outbox.isEmpty()).isFalse();
    deadLettersAreThere = true;
    rounds(1);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(calls).isEmpty();
  }

  /** A bus in any mood, and at the end everything was told in the order of its subject. */
  @Test
  void losesNothingAndKeepsTheOrderWhateverTheBusDoes() throws InterruptedException {
    Random chance = new Random(42);
    Map<String, List<String>> accepted = new HashMap<>();
    bus =
        letters ->
            switch (chance.nextInt(4)) {
              case 0 -> new Bus.Answer.Failed("500");
              case 1 -> new Bus.Answer.Rejected("400 ValidationException");
              default ->
                  new Bus.Answer.Taken(
                      letters.stream().map(letter -> fate(letter, chance, accepted)).toList());
            };
    for (int person = 1; person <= 500; person++) {
      write(room.token(person), room.session(person));
    }
    rounds(100_000);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(buried.size() + accepted.values().stream().mapToInt(List::size).sum())
        .isEqualTo(1000);
    assertThat(accepted.values()).allMatch(told -> told.equals(told.stream().sorted().toList()));
  }

  private static Bus.Fate fate(Letter letter, Random chance, Map<String, List<String>> accepted) {
    return switch (chance.nextInt(3)) {
      case 0 -> new Bus.Fate.Postponed("ThrottlingException");
      case 1 -> new Bus.Fate.Refused("RedactionFailure");
      default -> {
        accepted
            .computeIfAbsent(letter.event().subject(), _ -> new ArrayList<>())
            .add("%09d".formatted(letter.offset()));
        yield new Bus.Fate.Accepted();
      }
    };
  }

  private double counter(String name) {
    return registry.get("anteroom.bridge." + name).counter().count();
  }
}
