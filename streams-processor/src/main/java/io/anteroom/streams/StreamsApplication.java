package io.anteroom.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;

/** One Kafka Streams application from start to end. */
final class StreamsApplication implements AutoCloseable {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final Failures failures;
  private final CountDownLatch running = new CountDownLatch(1);

  StreamsApplication(
      String name, Topology topology, NumberingSettings settings, Runnable whenBroken) {
    failures = new Failures(name);
    streams = new KafkaStreams(topology, StreamsProperties.of(settings, name));
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener((state, _) -> observe(state, whenBroken));
  }

  private void observe(State state, Runnable whenBroken) {
    switch (state) {
      case RUNNING -> running.countDown();
      case ERROR -> whenBroken.run();
      case CREATED, REBALANCING, PENDING_ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> {}
    }
  }

  void start() {
    streams.start();
  }

  boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  boolean awaitRunning(Duration patience) {
    try {
      return running.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    failures.close();
    // Says goodbye, so that the others take over now and not after the session timeout.
    streams.close(
        CloseOptions.timeout(CLOSE_PATIENCE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
