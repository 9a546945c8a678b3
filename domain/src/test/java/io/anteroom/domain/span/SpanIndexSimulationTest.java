package io.anteroom.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.Seeds;
import io.anteroom.domain.ticket.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a reader finds while another thread adds spans is right; the rest comes later. */
class SpanIndexSimulationTest {

  private static final int PARTITIONS = 3;
  private static final int SPANS = 20_000;
  private static final int READERS = 3;

  static LongStream seeds() {
    return Seeds.upTo(10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aFoundNumberIsAlwaysRight(long seed) {
    Seeds.run(seed, SpanIndexSimulationTest::addAndRead);
  }

  private static void addAndRead(SplittableRandom random) throws Exception {
    List<NumberedSpan> history = randomSpans(random);
    NavigableMap<Place, NumberedSpan> truth = new TreeMap<>();
    history.forEach(span -> truth.put(startOf(span), span));
    SpanIndex index = new SpanIndex();
    AtomicInteger added = new AtomicInteger();

    List<Callable<Void>> threads = new ArrayList<>();
    threads.add(() -> {
      for (NumberedSpan span : history) {
        index.add(span);
        added.incrementAndGet();
      }
      return null;
    });
    for (int reader = 0; reader < READERS; reader++) {
      SplittableRandom own = random.split();
      threads.add(() -> readWhileAdding(index, history, truth, added, own));
    }
    try (var pool = Executors.newFixedThreadPool(READERS + 1)) {
      for (Future<Void> thread : pool.invokeAll(threads)) {
        thread.get();
      }
    }

    for (NumberedSpan span : history) {
      for (long offset = span.range().from() - 1; offset <= span.range().to() + 1; offset++) {
        if (offset >= 0) {
          Place place = new Place(span.range().partition(), offset);
          assertThat(number(index.holding(place), place)).isEqualTo(number(truth, place));
        }
      }
    }
  }

  /** Looks near the growing end, where a torn row would show; what was added must be there. */
  private static Void readWhileAdding(
      SpanIndex index,
      List<NumberedSpan> history,
      NavigableMap<Place, NumberedSpan> truth,
      AtomicInteger added,
      SplittableRandom random) {
    int known = 0;
    while (known < history.size()) {
      known = added.get();
      int at = Math.clamp(known + random.nextInt(-3, 2), 0, history.size() - 1);
      OffsetRange range = history.get(at).range();
      Place place = new Place(range.partition(), random.nextLong(range.from(), range.to() + 3));
      Optional<NumberedSpan> found = index.holding(place);
      if (found.isPresent()) {
        assertThat(number(found, place)).isEqualTo(number(truth, place));
        assertThat(found.get().joinedAt().getEpochSecond())
            .isEqualTo(truth.floorEntry(place).getValue().joinedAt().getEpochSecond());
      } else if (at < known && range.holds(place)) {
        throw new AssertionError(place + " was added and is not found");
      }
    }
    return null;
  }

  /** Some touch, some leave a gap; some seconds pass. */
  private static List<NumberedSpan> randomSpans(SplittableRandom random) {
    List<NumberedSpan> spans = new ArrayList<>();
    long[] next = new long[PARTITIONS];
    long number = 1;
    Instant at = Instant.parse("2026-11-20T10:00:00Z");
    int partition = 0;
    for (int i = 0; i < SPANS; i++) {
      partition = random.nextInt(4) == 0 ? random.nextInt(PARTITIONS) : partition;
      long from = next[partition] + (random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0);
      long to = from + random.nextInt(6);
      at = at.plusMillis(random.nextInt(400));
      spans.add(SpanIndexTest.span(partition, from, to, number, at));
      number += to - from + 1;
      next[partition] = to + 1;
    }
    return spans;
  }

  private static Optional<QueueNumber> number(
      NavigableMap<Place, NumberedSpan> truth, Place place) {
    return number(Optional.ofNullable(truth.floorEntry(place)).map(e -> e.getValue()), place);
  }

  private static Optional<QueueNumber> number(Optional<NumberedSpan> span, Place place) {
    return span.filter(found -> found.range().holds(place)).map(found -> found.numberOf(place));
  }

  private static Place startOf(NumberedSpan span) {
    return new Place(span.range().partition(), span.range().from());
  }
}
