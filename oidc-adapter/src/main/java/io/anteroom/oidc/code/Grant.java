package io.anteroom.oidc.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.signature.Digests;
import io.anteroom.oidc.client.Client;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * What a code stands for: a served place, and who may have its tokens how.
 *
 * @param room where the place is
 * @param client the name of the client that it is for
 * @param place the person's place
 * @param redirectHash SHA-256 of where the person is sent with it, in Base64url
 * @param nonce what the id token is to repeat (OpenID Connect Core 1.0 section 3.1.2.1)
 * @param challenge what the client proves itself by, of method S256 (RFC 7636 section 4.3)
 */
public record Grant(
    EventId room,
    String client,
    RequestId place,
    String redirectHash,
    Optional<String> nonce,
    Optional<String> challenge) {

  /** What a code for a client stands for, that goes to one of its redirect URIs. */
  public static Grant of(
      Client client,
      RequestId place,
      String redirectUri,
      Optional<String> nonce,
      Optional<String> challenge) {
    return new Grant(client.room(), client.name(), place, hash(redirectUri), nonce, challenge);
  }

  /** Says whether it is for this client. */
  public boolean isFor(Client other) {
    return room.equals(other.room()) && client.equals(other.name());
  }

  /** Says whether the person was sent exactly there with it. */
  public boolean wentTo(String redirectUri) {
    return redirectHash.equals(hash(redirectUri));
  }

  /**
   * Says whether the client that now redeems it is the one that asked for it (RFC 7636 section
   * 4.6). A verifier without a challenge proves nothing: somebody may have taken the challenge away
   * (RFC 9700 section 4.8.2).
   */
  public boolean isProvenBy(Optional<String> verifier) {
    if (challenge.isEmpty() || verifier.isEmpty()) {
      return challenge.isEmpty() && verifier.isEmpty();
    }
    return MessageDigest.isEqual(
        challenge.get().getBytes(UTF_8), hash(verifier.get()).getBytes(UTF_8));
  }

  private static String hash(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Digests.sha256(text.getBytes(UTF_8)));
  }
}
