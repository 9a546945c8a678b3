package io.anteroom.tokenservice;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this service finds what it needs.
 *
 * @param kafka the log
 * @param topicPrefix what the names of all topics begin with
 * @param redis the mirror of the log
 * @param ticketKeyFile the keys that open request ids
 * @param signingKeyFile the keys that sign tokens
 */
@ConfigurationProperties("anteroom")
public record TokenServiceSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue("anteroom.") String topicPrefix,
    @DefaultValue Redis redis,
    @Nullable Path ticketKeyFile,
    @Nullable Path signingKeyFile) {

  /**
   * The log.
   *
   * @param bootstrap brokers as {@code host:port}, separated by commas
   */
  public record Kafka(@DefaultValue("localhost:9092") String bootstrap) {}

  /**
   * The mirror of the log.
   *
   * @param url {@code redis://host:port}
   */
  public record Redis(@DefaultValue("redis://localhost:6379") URI url) {}

  /**
   * The file of the ticket keys.
   *
   * @throws IllegalStateException if none is named
   */
  Path requiredTicketKeyFile() {
    return required(ticketKeyFile, "anteroom.ticket-key-file (ANTEROOM_TICKET_KEY_FILE)");
  }

  /**
   * The file of the signing keys.
   *
   * @throws IllegalStateException if none is named
   */
  Path requiredSigningKeyFile() {
    return required(signingKeyFile, "anteroom.signing-key-file (ANTEROOM_SIGNING_KEY_FILE)");
  }

  private static Path required(@Nullable Path file, String name) {
    if (file == null) {
      throw new IllegalStateException(name + " must be set");
    }
    return file;
  }
}
