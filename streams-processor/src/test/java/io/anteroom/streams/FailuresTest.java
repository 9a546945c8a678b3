package io.anteroom.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final Failures failures = new Failures("tally");

  @Test
  void replacesAThreadThatFailedOnTheWayToTheBroker() {
    failures.close();

    assertThat(failures.handle(new StreamsException(new TimeoutException("no answer"))))
        .isEqualTo(REPLACE_THREAD);
  }

  @Test
  void stopsOnErrorsThatAnotherThreadWouldMeetToo() {
    assertThat(failures.handle(new StreamsException(new OutOfMemoryError("heap"))))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToABound() {
    assertThat(LongStream.range(0, 8).mapToObj(second -> waitAt(Duration.ofSeconds(second + 100))))
        .extracting(Duration::toMillis)
        .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
  }

  @Test
  void beginsAgainAfterACalmMinute() {
    waitAt(Duration.ofSeconds(100));
    waitAt(Duration.ofSeconds(101));

    assertThat(waitAt(Duration.ofSeconds(162))).isEqualTo(Duration.ofMillis(200));
  }

  private Duration waitAt(Duration time) {
    return failures.nextWait(time.toNanos());
  }
}
