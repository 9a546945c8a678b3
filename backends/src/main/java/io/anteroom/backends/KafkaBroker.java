package io.anteroom.backends;

import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real single-node KRaft broker and controller inside this JVM, on loopback only.
 *
 * <p>Its data outlive it, also a violent end of the JVM; one JVM may hold several.
 */
public final class KafkaBroker implements AutoCloseable {
  private final BrokerSettings settings;
  private final KafkaRaftServer server;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private KafkaBroker(BrokerSettings settings, KafkaRaftServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Starts a broker; it answers when this returns. */
  public static KafkaBroker start(BrokerSettings settings) {
    for (int port : new int[] {settings.port(), settings.controllerPort()}) {
      if (!FreePort.isFree(port)) {
        throw new BackendFailed("the broker can't have port " + port + ", which is in use");
      }
    }
    BrokerStorage.formatIfNew(settings);
    try {
      KafkaRaftServer server =
          new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
      KafkaBroker broker = new KafkaBroker(settings, server);
      broker.open();
      return broker;
    } catch (RuntimeException e) {
      throw new BackendFailed(
          "the broker can't start on " + settings.bootstrap() + " in " + settings.directory(), e);
    }
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrap() {
    return settings.bootstrap();
  }

  /** Stops cleanly: all is on disk when this returns. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Whatever comes out of Scala, checked or not: a broker that is half up must go down again. */
  private void open() {
    boolean up = false;
    try {
      server.startup();
      up = true;
    } finally {
      if (!up) {
        close();
      }
    }
  }
}
