package io.anteroom.rehearsal.proof;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.KeySource;
import io.anteroom.tokens.TokenUse;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges the tokens that visitors are handed. The room decides who issues them: the first token
 * says it, and all others must say the same.
 */
public final class TokenCheck {

  /** The most that two machines' clocks may lie apart. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final EventId eventId;
  private final KeySource keys;
  private final AtomicReference<Optional<Map<TokenUse, TokenVerifier>>> verifiers =
      new AtomicReference<>(Optional.empty());

  /** Tokens of that room, signed with one of these keys. */
  public TokenCheck(EventId eventId, KeySource keys) {
    this.eventId = eventId;
    this.keys = keys;
  }

  /** The first thing wrong with the three tokens of a visitor with that request and number. */
  public Optional<Breach> verify(
      String visitor, String requestId, long number, Tokens tokens, Instant now) {
    Optional<Map<TokenUse, TokenVerifier>> known = verifiers(tokens.access());
    Optional<String> wrong =
        known.isEmpty()
            ? Optional.of("the access token does not say who issued it")
            : firstWrong(known.get(), tokens, requestId, number, now);
    return wrong.map(what -> new Breach(Check.TOKENS_VERIFY, visitor + ": " + what));
  }

  private Optional<Map<TokenUse, TokenVerifier>> verifiers(String token) {
    Optional<Map<TokenUse, TokenVerifier>> known = verifiers.get();
    if (known.isPresent()) {
      return known;
    }
    Optional<Map<TokenUse, TokenVerifier>> made = issuer(token).map(this::verifiersFor);
    return verifiers.compareAndSet(known, made) ? made : verifiers.get();
  }

  private static Optional<Issuer> issuer(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return parts.length < 2
          ? Optional.empty()
          : Optional.of(
              new Issuer(
                  JsonMapper.shared()
                      .readTree(Base64.getUrlDecoder().decode(parts[1]))
                      .path("iss")
                      .stringValue()));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Map<TokenUse, TokenVerifier> verifiersFor(Issuer issuer) {
    Map<TokenUse, TokenVerifier> each = new EnumMap<>(TokenUse.class);
    for (TokenUse use : TokenUse.values()) {
      each.put(use, new TokenVerifier(keys, new Expectation(eventId, issuer, use, CLOCK_SKEW)));
    }
    return each;
  }

  private static Optional<String> firstWrong(
      Map<TokenUse, TokenVerifier> verifiers,
      Tokens tokens,
      String requestId,
      long number,
      Instant now) {
    for (TokenUse use : TokenUse.values()) {
      TokenVerifier verifier = verifiers.get(use);
      if (verifier == null) {
        throw new IllegalStateException("there is a verifier for every use");
      }
      Optional<String> wrong =
          switch (verifier.verify(tokens.of(use), now)) {
            case Invalid(var flaw) -> Optional.of("fails on " + flaw);
            case Valid(var claims) -> mismatch(claims, requestId, number);
          };
      if (wrong.isPresent()) {
        return wrong.map(what -> "the " + use.wireName() + " token " + what);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mismatch(TokenClaims claims, String requestId, long number) {
    if (!claims.subject().equals(RequestId.parse(requestId))) {
      return Optional.of("has the sub of another request");
    }
    if (claims.queuePosition().value() != number) {
      return Optional.of(
          "has queue_position %d instead of %d".formatted(claims.queuePosition().value(), number));
    }
    return Optional.empty();
  }

  /** Whether a request that had its tokens got other bytes, or none, the second time. */
  public static Optional<Breach> repeated(String visitor, Tokens first, Optional<Tokens> second) {
    if (second.isEmpty()) {
      return Optional.of(
          new Breach(Check.TOKENS_REPEAT, visitor + " got no tokens the second time"));
    }
    return first.equals(second.get())
        ? Optional.empty()
        : Optional.of(
            new Breach(Check.TOKENS_REPEAT, visitor + " got other tokens the second time"));
  }
}
