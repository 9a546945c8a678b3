package io.anteroom.oidc.code;

import static io.anteroom.oidc.Pkce.CHALLENGE;
import static io.anteroom.oidc.Pkce.VERIFIER;
import static io.anteroom.oidc.SampleClients.OTHER;
import static io.anteroom.oidc.SampleClients.SHOP;
import static io.anteroom.oidc.SampleClients.TICKETS;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.oidc.SampleClients;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.seal.Sealer;
import io.anteroom.oidc.seal.SealingKeys;
import io.anteroom.tokens.OpenIdClaims;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final RequestId PLACE = new RequestId(1, 2);
  private static final Instant NOW = Instant.ofEpochSecond(1_763_621_000);

  private final Clients clients = SampleClients.clients();
  private Sealer sealer;
  private Codes codes;

  @BeforeEach
  void make(@TempDir Path folder) {
    sealer = new Sealer(SealingKeys.readOrGenerate(folder.resolve("keys")));
    codes = new Codes(sealer, InstantSource.fixed(NOW.plusMillis(700)));
  }

  private Client client(String room, String address) {
    return clients.find(new EventId(room), address).orElseThrow();
  }

  private Grant grant(Optional<String> nonce, Optional<String> challenge) {
    return Grant.of(client("Sample", SHOP), PLACE, SHOP, nonce, challenge);
  }

  private Code sealed(Grant grant) {
    return codes.open(codes.seal(codes.make(grant))).orElseThrow();
  }

  @Test
  void carriesAllThatACodeStandsForAndEndsItAfterAMinute() {
    Grant grant = grant(Optional.of("ñ \"1\""), Optional.of(CHALLENGE));

    Code code = sealed(grant);

    assertThat(code.grant()).isEqualTo(grant);
    assertThat(code.grant().room()).isEqualTo(ROOM);
    assertThat(code.end()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void carriesTheLongestNonceThatASiteMayAskFor() {
    Grant grant = grant(Optional.of("界".repeat(OpenIdClaims.MAX_NONCE)), Optional.of(CHALLENGE));

    assertThat(sealed(grant).grant()).isEqualTo(grant);
  }

  @Test
  void givesEachCodeAnIdOfItsOwn() {
    Grant grant = grant(Optional.empty(), Optional.empty());

    Code one = sealed(grant);
    Code other = sealed(grant);

    assertThat(one.grant()).isEqualTo(other.grant());
    assertThat(one.id()).isNotEqualTo(other.id()).hasSize(22);
  }

  @Test
  void fitsIntoAnAddressEvenWithTheLongestOfEverything() {
    Grant grant =
        new Grant(
            new EventId("x".repeat(128)),
            "x".repeat(64),
            PLACE,
            "x".repeat(43),
            Optional.of("€".repeat(512)),
            Optional.of(CHALLENGE));

    Code code = codes.make(grant);
    String text = codes.seal(code);

    assertThat(text).hasSizeLessThan(3000);
    assertThat(codes.open(text)).hasValue(code);
  }

  @Test
  void opensNothingThatIsNoCode() {
    String cookie = sealer.seal("anteroom-place+jwe", Map.of("room", "Sample"));

    assertThat(codes.open(cookie)).isEmpty();
    assertThat(codes.open(PLACE.toString())).isEmpty();
    assertThat(codes.open("")).isEmpty();
  }

  @Test
  void isForOneClientAndOneAddress() {
    Grant grant = grant(Optional.empty(), Optional.empty());

    assertThat(grant.isFor(client("Sample", SHOP))).isTrue();
    assertThat(grant.isFor(client("Sample", TICKETS))).isFalse();
    assertThat(grant.isFor(client("Other", OTHER))).isFalse();
    assertThat(grant.wentTo(SHOP)).isTrue();
    assertThat(grant.wentTo(SHOP + "?")).isFalse();
  }

  @Test
  void isProvenByTheVerifierOfItsChallengeAndByNoneIfItHasNone() {
    Grant challenged = grant(Optional.empty(), Optional.of(CHALLENGE));
    Grant plain = grant(Optional.empty(), Optional.empty());

    assertThat(challenged.isProvenBy(Optional.of(VERIFIER))).isTrue();
    assertThat(challenged.isProvenBy(Optional.of(VERIFIER + "x"))).isFalse();
    assertThat(challenged.isProvenBy(Optional.of(CHALLENGE))).isFalse();
    assertThat(challenged.isProvenBy(Optional.empty())).isFalse();
    assertThat(plain.isProvenBy(Optional.empty())).isTrue();
    assertThat(plain.isProvenBy(Optional.of(VERIFIER))).isFalse();
  }
}
