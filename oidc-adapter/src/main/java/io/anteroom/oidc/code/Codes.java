package io.anteroom.oidc.code;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.oidc.seal.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes codes of grants, and grants of codes. Whoever seals with the same keys can do so: what a
 * code stands for is in it, and nowhere else. Safe for use by many threads.
 */
public final class Codes {

  /** A browser carries it to the site at once, and the site redeems it at once. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final String USE = "anteroom-code+jwe";
  private static final int ID_BYTES = 16;

  private static final String ID = "jti";
  private static final String ROOM = "room";
  private static final String CLIENT = "client";
  private static final String PLACE = "request_id";
  private static final String REDIRECT_HASH = "redirect";
  private static final String NONCE = "nonce";
  private static final String CHALLENGE = "challenge";
  private static final String END = "exp";

  private final Sealer sealer;
  private final InstantSource clock;
  private final SecureRandom chance = new SecureRandom();

  /** Codes of this sealer, that end by this clock. */
  public Codes(Sealer sealer, InstantSource clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  /** A code, good from now on; only for a place that is served. Each call makes another. */
  public Code make(Grant grant) {
    return new Code(newId(), grant, clock.instant().plus(LIFETIME).truncatedTo(SECONDS));
  }

  /** What a browser carries of a code, and only who has the keys can read. */
  public String seal(Code code) {
    Grant grant = code.grant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(ID, code.id());
    claims.put(ROOM, grant.room().value());
    claims.put(CLIENT, grant.client());
    claims.put(PLACE, grant.place().toString());
    claims.put(REDIRECT_HASH, grant.redirectHash());
    grant.nonce().ifPresent(nonce -> claims.put(NONCE, nonce));
    grant.challenge().ifPresent(challenge -> claims.put(CHALLENGE, challenge));
    claims.put(END, code.end().getEpochSecond());
    return sealer.seal(USE, claims);
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    chance.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /**
   * Opens a code, whether it is still good or not. Never throws for what a stranger may send.
   *
   * @return empty if it is none of ours
   */
  public Optional<Code> open(String text) {
    return sealer.open(USE, text).map(Codes::code);
  }

  /** What was sealed here has all that it must have. */
  private static Code code(Map<String, Object> claims) {
    Grant grant =
        new Grant(
            new EventId(text(claims, ROOM)),
            text(claims, CLIENT),
            RequestId.parse(text(claims, PLACE)),
            text(claims, REDIRECT_HASH),
            optional(claims, NONCE),
            optional(claims, CHALLENGE));
    long end = ((Number) claims.getOrDefault(END, 0L)).longValue();
    return new Code(text(claims, ID), grant, Instant.ofEpochSecond(end));
  }

  private static String text(Map<String, Object> claims, String name) {
    return optional(claims, name).orElseThrow();
  }

  private static Optional<String> optional(Map<String, Object> claims, String name) {
    return Optional.ofNullable(claims.get(name)).map(String::valueOf);
  }
}
