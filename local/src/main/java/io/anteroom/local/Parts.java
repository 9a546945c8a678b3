package io.anteroom.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts of the stack, and the order in which they stop: what asks stops before what
 * answers. Safe for use by many threads.
 */
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  /** In the order of stopping. */
  enum Layer {
    ANNOUNCEMENT,
    /** They call the origins; one that has an origin too stops after that. */
    CALLERS,
    ORIGINS,
    SERVICES,
    PROCESSOR,
    METERS,
    BROKER,
    REDIS,
    LOCK
  }

  private final Map<Layer, Deque<AutoCloseable>> running = new EnumMap<>(Layer.class);
  private boolean stopping;

  /**
   * Takes over a part that has started.
   *
   * @throws CannotStart if the stack is being stopped; the part has been stopped then
   */
  <T extends AutoCloseable> T add(Layer layer, T part) {
    synchronized (this) {
      if (!stopping) {
        running.computeIfAbsent(layer, _ -> new ArrayDeque<>()).push(part);
        return part;
      }
    }
    stop(layer, part);
    throw new CannotStart("stopped while starting");
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  /** Stops everything; a part that fails to stop does not keep the others from it. */
  @Override
  public synchronized void close() {
    stopping = true;
    for (Layer layer : Layer.values()) {
      Deque<AutoCloseable> parts = running.getOrDefault(layer, new ArrayDeque<>());
      while (!parts.isEmpty()) {
        stop(layer, parts.pop());
      }
    }
  }

  private static void stop(Layer layer, AutoCloseable part) {
    long began = System.nanoTime();
    try {
      part.close();
    } catch (Exception e) {
      log.info("stopping a part of {} failed", layer, e);
    }
    log.info("stopped a part of {} in {} ms", layer, (System.nanoTime() - began) / 1_000_000);
  }
}
