package io.anteroom.streams.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an event bus what rooms decided, at least once, and the events of one request in their
 * order:
 *
 * <pre>
 *   room-events --> [Crossing] --> [Outbox] --> [Delivery] --> PutEvents
 *                        |                          |
 *             commits what is settled               +--> dead-letters
 * </pre>
 *
 * <p>One thread does it all, but for the calls.
 */
public final class Bridge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  /** For a round of calls to come back, so that nothing of it has to be told again. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(8);

  private final BridgeSettings settings;
  private final Pace pace;
  private final BridgeMetrics metrics;
  private final EventBridgeBus bus;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private Bridge(BridgeSettings settings, Pace pace, MeterRegistry registry) {
    this.settings = settings;
    this.pace = pace;
    this.metrics = new BridgeMetrics(registry, System::nanoTime);
    this.bus = EventBridgeBus.at(settings.bus(), pace, Delivery.MAX_CALLS);
    this.thread = Thread.ofPlatform().name("bridge").unstarted(this::run);
  }

  /** Starts; waits neither for the log nor for the bus. */
  public static Bridge start(BridgeSettings settings, MeterRegistry registry) {
    return start(settings, Pace.USUAL, registry);
  }

  static Bridge start(BridgeSettings settings, Pace pace, MeterRegistry registry) {
    Bridge bridge = new Bridge(settings, pace, registry);
    bridge.thread.start();
    return bridge;
  }

  private void run() {
    try {
      while (!isClosing()) {
        try {
          cross();
        } catch (InterruptException e) {
          return;
        } catch (RuntimeException e) {
          LOG.error("The bridge starts again, because it could not go on", e);
          var _ = closing.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed while it waited");
    } catch (Error e) {
      LOG.error("The bridge has stopped: the bus hears nothing more from this process", e);
    }
  }

  /** Says whether it runs, and knows how far it is behind the log. Never waits. */
  public boolean isFollowing() {
    return thread.isAlive() && metrics.isFollowing();
  }

  /** From the last commit, with nothing in hand, until it is closed or something breaks. */
  private void cross() throws InterruptedException {
    Outbox outbox = new Outbox();
    try (DeadLetterBox deadLetters = new DeadLetterBox(settings);
        Delivery delivery =
            new Delivery(
                outbox,
                bus,
                deadLetters,
                pace,
                ThreadLocalRandom.current(),
                System::nanoTime,
                metrics);
        Crossing crossing =
            new Crossing(
                BridgeConsumer.of(settings),
                settings.topics().roomEvents(),
                outbox,
                delivery,
                metrics)) {
      while (!isClosing()) {
        crossing.step();
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        var _ = thread.join(JOIN_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bus.close();
  }
}
