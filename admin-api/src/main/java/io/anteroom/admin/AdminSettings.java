package io.anteroom.admin;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this service finds what it needs, and the room that is there from the start.
 *
 * @param kafka the log
 * @param topicPrefix what the names of all topics begin with
 * @param redis the mirror of the log
 * @param ticketKeyFile the keys that open request ids
 * @param publicOrigin where visitors reach the services; the issuer of tokens
 * @param eventId the name of the first room
 */
@ConfigurationProperties("anteroom")
public record AdminSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue("anteroom.") String topicPrefix,
    @DefaultValue Redis redis,
    @Nullable Path ticketKeyFile,
    @DefaultValue("http://localhost:8080") String publicOrigin,
    @DefaultValue(FIRST_ROOM) String eventId) {

  /** The first room, where none is configured. */
  static final String FIRST_ROOM = "Sample";

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
   * @throws IllegalArgumentException if the first room's name or the origin is not possible
   */
  public AdminSettings {
    if (!EventId.isValid(eventId)) {
      throw new IllegalArgumentException(
          "anteroom.event-id (EVENT_ID) must be 1 to "
              + EventId.MAX_LENGTH
              + " characters of A-Z a-z 0-9 . _ -, not '"
              + eventId
              + "'");
    }
  }

  EventId firstRoom() {
    return new EventId(eventId);
  }

  Issuer issuer() {
    return new Issuer(publicOrigin);
  }

  /**
   * The file of the ticket keys.
   *
   * @throws IllegalStateException if none is named
   */
  Path requiredTicketKeyFile() {
    if (ticketKeyFile == null) {
      throw new IllegalStateException(
          "anteroom.ticket-key-file (ANTEROOM_TICKET_KEY_FILE) must be set");
    }
    return ticketKeyFile;
  }
}
