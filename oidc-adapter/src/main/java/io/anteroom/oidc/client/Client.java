package io.anteroom.oidc.client;

import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A site that may send people through a room. Several may share one room, and so a client id. */
public final class Client {

  private final EventId room;
  private final String name;
  private final List<byte[]> secretHashes;
  private final Set<String> redirectUris;
  private final Optional<URI> initiateLoginUri;

  Client(
      EventId room,
      String name,
      List<byte[]> secretHashes,
      Set<String> redirectUris,
      Optional<URI> initiateLoginUri) {
    this.room = room;
    this.name = name;
    this.secretHashes = List.copyOf(secretHashes);
    this.redirectUris = Set.copyOf(redirectUris);
    this.initiateLoginUri = initiateLoginUri;
  }

  /** The room that it sends people through: its client id. */
  public EventId room() {
    return room;
  }

  /** What its room calls it; never changes while codes are good. */
  public String name() {
    return name;
  }

  /** Says whether people may be sent back there: character by character the same. */
  public boolean redirectsTo(String uri) {
    return redirectUris.contains(uri);
  }

  Set<String> redirectUris() {
    return redirectUris;
  }

  /**
   * Where people are sent for the site to begin a login (OpenID Connect Core 1.0 section 4),
   * because it will have forgotten, after a long wait, the one that it began with.
   */
  public Optional<URI> initiateLoginUri() {
    return initiateLoginUri;
  }

  List<byte[]> secretHashes() {
    return secretHashes;
  }

  /** Takes the same time whatever is right or wrong. */
  boolean hasSecret(byte[] hash) {
    boolean known = false;
    for (byte[] own : secretHashes) {
      known |= MessageDigest.isEqual(own, hash);
    }
    return known;
  }

  /** Says which one. */
  @Override
  public String toString() {
    return room + "/" + name;
  }
}
