package io.anteroom.admin;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The room that is there from the start, and who issues tokens unless a room says otherwise.
 *
 * @param publicOrigin where visitors reach the services; the issuer of tokens
 * @param eventId the name of the first room
 */
@ConfigurationProperties("anteroom")
public record AdminSettings(
    @DefaultValue("http://localhost:8080") String publicOrigin,
    @DefaultValue(FIRST_ROOM) String eventId) {

  /** The first room, where none is configured. */
  static final String FIRST_ROOM = "Sample";

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
    requireIssuer(publicOrigin);
  }

  private static void requireIssuer(String origin) {
    try {
      var _ = new Issuer(origin);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "anteroom.public-origin (ANTEROOM_PUBLIC_ORIGIN) can't be used: " + e.getMessage());
    }
  }

  EventId firstRoom() {
    return new EventId(eventId);
  }

  Issuer issuer() {
    return new Issuer(publicOrigin);
  }
}
