package io.anteroom.rehearsal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCheckTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final EventId OTHER_ROOM = new EventId("Other");
  private static final String OURS = "01234567-89ab-4def-8123-456789abcdef";
  private static final String THEIRS = "11111111-89ab-4def-8123-456789abcdef";
  private static final String ISSUER = "http://localhost:8080";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static final SigningKeys KEYS = SigningKeys.generate();
  private static final SigningKeys OTHER_KEYS = SigningKeys.generate();

  private final TokenCheck check = new TokenCheck(ROOM, KEYS.publicKeys());

  static Stream<Arguments> tokens() {
    Tokens good = tokens(KEYS, ROOM, OURS, 7, ISSUER, NOW);
    return Stream.of(
        Arguments.of("good ones", good, ""),
        Arguments.of(
            "another request's", tokens(KEYS, ROOM, THEIRS, 7, ISSUER, NOW), "sub of another"),
        Arguments.of(
            "another number", tokens(KEYS, ROOM, OURS, 8, ISSUER, NOW), "queue_position 8"),
        Arguments.of("another room's", tokens(KEYS, OTHER_ROOM, OURS, 7, ISSUER, NOW), "AUDIENCE"),
        Arguments.of(
            "another key's", tokens(OTHER_KEYS, ROOM, OURS, 7, ISSUER, NOW), "UNKNOWN_KEY"),
        Arguments.of("another issuer's", tokens(KEYS, ROOM, OURS, 7, "http://evil", NOW), "ISSUER"),
        Arguments.of(
            "old ones",
            tokens(KEYS, ROOM, OURS, 7, ISSUER, NOW.minusSeconds(7_200)),
            "access token fails on EXPIRED"),
        Arguments.of(
            "swapped ones", new Tokens(good.access(), good.id(), good.refresh()), "TOKEN_USE"),
        Arguments.of(
            "a changed one",
            new Tokens(good.access(), good.refresh(), good.id() + "A"),
            "the id token fails on"),
        Arguments.of("no token at all", new Tokens("", "", ""), "MALFORMED"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void judgesTokens(String name, Tokens tokens, String flaw) {
    assertThat(verify(tokens(KEYS, ROOM, OURS, 7, ISSUER, NOW)))
        .as("the issuer is known")
        .isEmpty();

    if (flaw.isEmpty()) {
      assertThat(verify(tokens)).isEmpty();
    } else {
      assertThat(verify(tokens).orElseThrow().offender()).contains("visitor 1: the", flaw);
    }
  }

  @Test
  void doesNotTakeGarbageForTheFirstToken() {
    assertThat(verify(new Tokens("a.b.c", "", "")).orElseThrow().offender())
        .contains("does not say who issued it");
  }

  @Test
  void findsOtherBytesTheSecondTime() {
    Tokens first = new Tokens("a", "b", "c");

    assertThat(TokenCheck.repeated("visitor 1", first, Optional.of(new Tokens("a", "b", "c"))))
        .isEmpty();
    assertThat(TokenCheck.repeated("visitor 1", first, Optional.of(new Tokens("a", "b", "d"))))
        .isPresent();
    assertThat(TokenCheck.repeated("visitor 1", first, Optional.empty())).isPresent();
  }

  private Optional<Breach> verify(Tokens tokens) {
    return check.verify("visitor 1", OURS, 7, tokens, NOW);
  }

  private static Tokens tokens(
      SigningKeys keys, EventId room, String request, long number, String issuer, Instant at) {
    SignedTokens signed =
        new TokenSigner(keys)
            .sign(
                new TokenClaims(
                    room,
                    RequestId.parse(request),
                    new QueueNumber(number),
                    at,
                    at.plusSeconds(3_600),
                    new Issuer(issuer),
                    keys.current(),
                    new TokenId("jti")));
    return new Tokens(signed.access(), signed.refresh(), signed.id());
  }
}
