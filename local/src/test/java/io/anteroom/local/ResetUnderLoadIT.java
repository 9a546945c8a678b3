package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.local.Observer.Seen;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A room that is reset again and again while people join it, look for their numbers and fetch their
 * tokens. Whatever was acknowledged before a reset was asked for is unknown once that is answered,
 * and whoever joins after the answer stands in the new line.
 */
class ResetUnderLoadIT {

  private static final int RESETS = 3;
  private static final int JOINERS = 4;
  private static final int ASKERS = 6;
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern ID = Pattern.compile("\"api_request_id\":\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"queue_number\":(\\d+)");

  /** When something was asked, and when it was answered, by {@link System#nanoTime}. */
  private record Span(long asked, long answered) {
    boolean isBefore(Span other) {
      return answered < other.asked;
    }
  }

  private record Ticket(String id, Span joined) {}

  /** What somebody was told of a ticket. */
  private record Told(Ticket ticket, String call, int status, Span when) {}

  @TempDir Path home;

  private final ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Ticket> tickets = new ConcurrentLinkedQueue<>();
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final List<Span> resets = new ArrayList<>();
  private volatile List<Ticket> recent = List.of();
  private volatile boolean joining = true;
  private UpProcess up;
  private Observer stack;

  @BeforeEach
  void start() throws IOException {
    up = UpProcess.readyIn(home);
    stack = Observer.of(home);
  }

  @AfterEach
  void stop() throws IOException {
    crowd.shutdownNow();
    up.close();
  }

  @Test
  void nobodyOfAFormerGenerationIsKnownAndNobodyOfTheNewOneIsLost() throws Exception {
    for (int i = 0; i < JOINERS; i++) {
      crowd.execute(() -> keepOn(this::join));
    }
    for (int i = 0; i < ASKERS; i++) {
      crowd.execute(() -> keepOn(this::ask));
    }
    crowd.execute(() -> keepOn(() -> increment(5)));
    for (int i = 0; i < RESETS; i++) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      resets.add(timed(this::reset));
    }
    LockSupport.parkNanos(BETWEEN.toNanos());
    joining = false;
    crowd.shutdown();
    assertThat(crowd.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(stack.wrong()).isEmpty();
    noAnswerShowsAFormerGeneration();
    theLastGenerationIsWholeAndDense();
  }

  /** Of the answers that were asked for after a reset was answered, under load. */
  private void noAnswerShowsAFormerGeneration() {
    long judged = 0;
    for (Span reset : resets) {
      for (Told answer : told) {
        if (answer.ticket().joined().isBefore(reset) && reset.isBefore(answer.when())) {
          judged++;
          assertThat(answer.status()).as(answer.toString()).isIn(404, 503);
        }
      }
    }
    assertThat(judged).isPositive();
  }

  private void theLastGenerationIsWholeAndDense() {
    Span last = resets.getLast();
    TreeSet<Long> numbers = new TreeSet<>();
    Set<Ticket> inLine = new HashSet<>();
    for (Ticket ticket : tickets) {
      Optional<Long> number = awaitNumber(ticket);
      if (ticket.joined().isBefore(last)) {
        assertThat(number).as("number of a former %s", ticket).isEmpty();
      } else if (last.isBefore(ticket.joined())) {
        assertThat(number).as("number of a new %s", ticket).isPresent();
      }
      number.ifPresent(value -> {
        assertThat(numbers.add(value)).as("number %d is its own", value).isTrue();
        inLine.add(ticket);
      });
    }
    assertThat(numbers)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, inLine.size()).boxed().toList());
    assertThat(inLine).hasSizeLessThan(tickets.size()).isNotEmpty();

    increment(inLine.size());
    tickets.parallelStream()
        .forEach(ticket -> {
          boolean isNew = inLine.contains(ticket);
          assertThat(tokenOf(ticket).status())
              .as("token of %s", ticket)
              .isEqualTo(isNew ? 200 : 404);
          assertThat(stack.get(target("queue_pos_expiry", ticket)).status())
              .as("expiry of %s", ticket)
              .isEqualTo(isNew ? 200 : 404);
        });
  }

  private Optional<Long> awaitNumber(Ticket ticket) {
    String target = target("queue_num", ticket);
    Seen seen =
        await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .until(() -> stack.get(target), answer -> answer.status() != 202);
    assertThat(seen.status()).as(ticket.toString()).isIn(200, 404);
    return found(NUMBER, seen.body()).map(Long::parseLong);
  }

  private void keepOn(Runnable step) {
    while (joining) {
      step.run();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void join() {
    long asked = System.nanoTime();
    Seen seen = stack.post("/assign_queue_num", "{\"event_id\":\"Sample\"}");
    Span when = new Span(asked, System.nanoTime());
    if (seen.status() != 200) {
      stack.isWrong("a join was answered with " + seen);
      return;
    }
    Ticket ticket = new Ticket(found(ID, seen.body()).orElseThrow(), when);
    tickets.add(ticket);
    if (ThreadLocalRandom.current().nextInt(5) == 0) {
      recent = tickets.stream().skip(Math.max(0, tickets.size() - 200L)).toList();
    }
  }

  /** Asks all that a visitor may ask, for anybody who joined lately. */
  private void ask() {
    List<Ticket> some = recent;
    if (some.isEmpty()) {
      return;
    }
    Ticket ticket = some.get(ThreadLocalRandom.current().nextInt(some.size()));
    Seen number = tell(ticket, "queue_num", () -> stack.get(target("queue_num", ticket)));
    tell(ticket, "generate_token", () -> tokenOf(ticket));
    tell(ticket, "queue_pos_expiry", () -> stack.get(target("queue_pos_expiry", ticket)));
    // As a cache would: the tag of an answer of a former generation must not hold any more.
    number
        .tag()
        .ifPresent(tag ->
            tell(ticket, "queue_num again", () -> stack.get(target("queue_num", ticket), tag)));
  }

  private Seen tell(Ticket ticket, String call, Supplier<Seen> question) {
    long asked = System.nanoTime();
    Seen seen = question.get();
    told.add(new Told(ticket, call, seen.status(), new Span(asked, System.nanoTime())));
    return seen;
  }

  private Seen tokenOf(Ticket ticket) {
    return stack.post(
        "/generate_token", "{\"event_id\":\"Sample\",\"request_id\":\"" + ticket.id() + "\"}");
  }

  private void increment(long by) {
    stack.signed(
        Request.post(
            "/increment_serving_counter", "{\"event_id\":\"Sample\",\"increment_by\":" + by + "}"));
  }

  private void reset() {
    Seen seen = stack.signed(Request.post("/reset_initial_state", "{\"event_id\":\"Sample\"}"));
    assertThat(seen.body()).isEqualTo("{\"message\":\"Counters reset.\"}");
  }

  private static Span timed(Runnable task) {
    long asked = System.nanoTime();
    task.run();
    return new Span(asked, System.nanoTime());
  }

  private static String target(String call, Ticket ticket) {
    return "/" + call + "?event_id=Sample&request_id=" + ticket.id();
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
