package io.anteroom.eventlog;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the log is and how to get in.
 *
 * @param bootstrap brokers as {@code host:port}, separated by commas
 * @param security client settings for encryption and authentication; empty for a plain connection
 */
public record LogConnection(String bootstrap, Map<String, String> security) {

  /**
   * @throws IllegalArgumentException if no broker is named
   */
  public LogConnection {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException(
          "anteroom.kafka.bootstrap (ANTEROOM_KAFKA_BOOTSTRAP) must name a broker as host:port");
    }
    security = Map.copyOf(security);
  }

  /** A plain connection. */
  public static LogConnection plain(String bootstrap) {
    return new LogConnection(bootstrap, Map.of());
  }

  /** Client settings for this connection, to which a client adds its own. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>(security);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    // A broker that was away is found again quickly; the default waits up to a second.
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 20L);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 250L);
    return settings;
  }

  /** Never shows how to get in. */
  @Override
  public String toString() {
    return "LogConnection[" + bootstrap + ", " + security.size() + " hidden]";
  }
}
