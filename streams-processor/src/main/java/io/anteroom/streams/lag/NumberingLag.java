package io.anteroom.streams.lag;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.streams.lag.Unread.Stretch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds how far numbering is behind the joins, on both parts of their way:
 *
 * <pre>
 *   joins --(not tallied)--> tally --> join-spans --(not numbered)--> sequence
 * </pre>
 *
 * <p>Goes by what both have committed, so all instances say the same, and say it also when
 * numbering stands still. Of spans without numbers only the first fetch is counted: many more joins
 * may be behind it, but none that is older.
 */
public final class NumberingLag implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NumberingLag.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Topics topics;
  private final String tally;
  private final String sequence;
  private final Unread unread;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("numbering-lag").factory());
  private volatile Optional<Lag> last = Optional.empty();

  private NumberingLag(LogConnection connection, Topics topics, String tally, String sequence) {
    this.topics = topics;
    this.tally = tally;
    this.sequence = sequence;
    this.unread = new Unread(connection);
  }

  /**
   * Starts to look.
   *
   * @param tally the consumer group that reads joins
   * @param sequence the consumer group that reads spans
   */
  public static NumberingLag start(
      LogConnection connection,
      Topics topics,
      String tally,
      String sequence,
      MeterRegistry registry) {
    NumberingLag lag = new NumberingLag(connection, topics, tally, sequence);
    lag.show(
        "anteroom.numbering.lag.joins", "Joins without a number, at least", Lag::joins, registry);
    lag.show(
        "anteroom.numbering.lag.seconds",
        "Since the first of the joins without a number",
        found -> (double) found.age().toMillis() / TimeUnit.SECONDS.toMillis(1),
        registry);
    var _ =
        lag.clock.scheduleWithFixedDelay(
            lag::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return lag;
  }

  private void show(
      String name, String description, ToDoubleFunction<Lag> value, MeterRegistry registry) {
    Gauge.builder(name, this, it -> it.last.map(value::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .register(registry);
  }

  /** What nobody can say is not shown: an old figure would look like a good one. */
  private void look() {
    try {
      last = Optional.of(measure());
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      if (last.isPresent()) {
        LOG.warn("How far numbering is behind is not known: {}", e.toString());
      }
      last = Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Lag measure() throws ExecutionException, InterruptedException, TimeoutException {
    Instant now = Instant.now();
    // In this order: what goes on in between is then counted twice rather than not at all.
    Lag joins = lagOfJoins(unread.of(tally, topics.joins()), now);
    return joins.and(lagOfSpans(unread.of(sequence, topics.joinSpans()), now));
  }

  private Lag lagOfJoins(Stretch joins, Instant now) {
    return new Lag(joins.records(), age(unread.first(joins), now));
  }

  private static Duration age(List<ConsumerRecord<byte[], byte[]>> joins, Instant now) {
    return joins.stream()
        .map(join -> since(Instant.ofEpochMilli(join.timestamp()), now))
        .reduce(Duration.ZERO, NumberingLag::longer);
  }

  private Lag lagOfSpans(Stretch spans, Instant now) {
    return unread.first(spans).stream()
        .flatMap(record -> span(record.value()).stream())
        .map(span -> new Lag(span.range().length(), since(span.firstJoinedAt(), now)))
        .reduce(Lag.NONE, Lag::and);
  }

  /** One that nobody can read is put aside by its reader, too. */
  private static Optional<JoinSpan> span(byte[] value) {
    try {
      return Optional.of(LogFormat.JOIN_SPAN.read(value));
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Clocks of two machines may differ by more than a join is old. */
  private static Duration since(Instant then, Instant now) {
    return longer(Duration.between(then, now), Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      var _ = clock.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unread.close();
  }
}
