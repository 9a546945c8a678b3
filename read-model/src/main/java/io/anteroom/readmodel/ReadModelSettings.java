package io.anteroom.readmodel;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the mirror of the log is.
 *
 * @param url {@code redis://host:port} or, with TLS, {@code rediss://host:port}
 */
@ConfigurationProperties("anteroom.redis")
public record ReadModelSettings(@DefaultValue("redis://localhost:6379") URI url) {

  /**
   * @throws IllegalArgumentException if that is not where a Redis can be; never quotes it
   */
  public ReadModelSettings {
    boolean isRedis = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
    if (!isRedis || url.getHost() == null) {
      throw new IllegalArgumentException(
          "anteroom.redis.url (ANTEROOM_REDIS_URL) must be redis://host:port or rediss://host:port");
    }
  }

  /** Never shows the password that may be in the address. */
  @Override
  public String toString() {
    return "ReadModelSettings[" + url.getHost() + ":" + url.getPort() + "]";
  }
}
