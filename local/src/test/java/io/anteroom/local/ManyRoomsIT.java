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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand rooms side by side, made while everything runs. */
class ManyRoomsIT {

  private static final int ROOMS = 1000;
  private static final int PEOPLE = 3;

  /** Calls under way: far below what the private origin takes at once. */
  private static final int AT_ONCE = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern EVENT = Pattern.compile("\"event_id\":\"([^\"]*)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\"api_request_id\":\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"queue_number\":(\\d+)");

  @TempDir Path home;

  @Test
  void eachHasItsOwnLineAndAllAreListed() throws Exception {
    try (UpProcess _ = UpProcess.readyIn(home)) {
      Observer stack = Observer.of(home);

      everywhere(room -> put(stack, name(room)))
          .forEach(made -> assertThat(made.status()).as(made.body()).isEqualTo(201));
      List<List<String>> ids = everywhere(room -> joined(stack, name(room)));
      List<Set<Long>> numbers = everywhere(room -> numbers(stack, name(room), ids.get(room)));

      assertThat(numbers).hasSize(ROOMS).allMatch(Set.of(1L, 2L, 3L)::equals);
      TreeSet<String> names = new TreeSet<>(List.of("Sample"));
      IntStream.range(0, ROOMS).forEach(room -> names.add(name(room)));
      assertThat(pages(stack, 300))
          .hasSize(4)
          .flatMap(page -> page)
          .containsExactlyElementsOf(names);
      assertThat(pages(stack, 1000))
          .hasSize(2)
          .flatMap(page -> page)
          .containsExactlyElementsOf(names);
      assertThat(stack.wrong()).isEmpty();
    }
  }

  private static String name(int room) {
    return "room-" + room;
  }

  private static Seen put(Observer stack, String room) {
    return stack.signed(
        new Request("PUT", "/events/" + room, Map.of("Content-Type", "application/json"), "{}"));
  }

  private static List<String> joined(Observer stack, String room) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < PEOPLE) {
      Seen seen = stack.post("/assign_queue_num", "{\"event_id\":\"" + room + "\"}");
      assertThat(seen.status()).as(room).isEqualTo(200);
      ids.add(found(ID, seen.body()).orElseThrow());
    }
    return ids;
  }

  private static Set<Long> numbers(Observer stack, String room, List<String> ids) {
    Set<Long> numbers = new TreeSet<>();
    for (String id : ids) {
      String target = "/queue_num?event_id=" + room + "&request_id=" + id;
      await().atMost(PATIENCE).until(() -> stack.get(target).status() == 200);
      numbers.add(found(NUMBER, stack.get(target).body()).map(Long::parseLong).orElseThrow());
    }
    return numbers;
  }

  /** The names on each page, from the first to the last. */
  private static List<List<String>> pages(Observer stack, int limit) {
    List<List<String>> pages = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String after = next.get().isEmpty() ? "" : "&after=" + next.get();
      Seen page = stack.signed(Request.get("/events?limit=" + limit + after));
      assertThat(page.status()).isEqualTo(200);
      pages.add(EVENT.matcher(page.body()).results().map(name -> name.group(1)).toList());
      next = found(NEXT, page.body());
    }
    return pages;
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static <T> List<T> everywhere(IntFunction<T> task)
      throws InterruptedException, ExecutionException, IOException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<T>> under = new ArrayList<>();
      IntStream.range(0, ROOMS).forEach(room -> under.add(threads.submit(() -> task.apply(room))));
      List<T> done = new ArrayList<>();
      for (Future<T> one : under) {
        done.add(one.get());
      }
      return done;
    }
  }
}
