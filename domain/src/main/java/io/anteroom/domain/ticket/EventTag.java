package io.anteroom.domain.ticket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ties a ticket to its room: the first 32 bits of SHA-256 over the room's name.
 *
 * @param bits the 32 bits, any value
 */
public record EventTag(int bits) {

  /** Computes the tag of a room; worth keeping, since it hashes. */
  public static EventTag of(EventId eventId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(eventId.value().getBytes(StandardCharsets.US_ASCII));
      return new EventTag(ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
