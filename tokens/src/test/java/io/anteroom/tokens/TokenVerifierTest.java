package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

  private static final SignedTokens TOKENS = new TokenSigner(Golden.KEYS).sign(Golden.claims());
  private static final Instant NOW = Golden.ISSUED.plusSeconds(1);
  private static final RSAKey KEY = Golden.KEYS.keys().getFirst();

  @Test
  void readsBackTheClaimsOfAGoodToken() {
    assertThat(verify(TOKENS.access())).isEqualTo(new Verdict.Valid(Golden.claims()));
  }

  @Test
  void takesTheKeysAsTheyArePublished() {
    PublicKeys published = PublicKeys.parse(Golden.KEYS.currentJwk());
    PublicKeys set = PublicKeys.parse("{\"keys\":[" + Golden.KEYS.currentJwk() + "]}");

    assertThat(new TokenVerifier(published, Golden.access()).verify(TOKENS.access(), NOW))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(new TokenVerifier(set, Golden.access()).verify(TOKENS.access(), NOW))
        .isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void refusesAlgorithmNone() {
    String payload = TOKENS.access().split("\\.", -1)[1];
    String header =
        encoded("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + KEY.getKeyID() + "\"}");
    String signature = TOKENS.access().split("\\.", -1)[2];

    assertThat(verify(header + "." + payload + ".")).isEqualTo(new Invalid(Flaw.MALFORMED));
    assertThat(verify(header + "." + payload + "." + signature))
        .isEqualTo(new Invalid(Flaw.MALFORMED));
  }

  @Test
  void refusesHs256KeyedWithThePublicKey() throws JOSEException {
    for (byte[] secret :
        new byte[][] {
          KEY.toRSAPublicKey().getEncoded(), Golden.KEYS.currentJwk().getBytes(UTF_8)
        }) {
      String forged = signed(JWSAlgorithm.HS256, KEY.getKeyID(), new MACSigner(secret), payload());

      assertThat(verify(forged)).isEqualTo(new Invalid(Flaw.ALGORITHM));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void refusesOtherAlgorithmsOfTheSameKey(String algorithm) throws JOSEException {
    String other =
        signed(JWSAlgorithm.parse(algorithm), KEY.getKeyID(), new RSASSASigner(KEY), payload());

    assertThat(verify(other)).isEqualTo(new Invalid(Flaw.ALGORITHM));
  }

  @Test
  void refusesAForeignKey() throws JOSEException {
    RSAKey foreign = SigningKeys.generate().keys().getFirst();
    RSASSASigner signer = new RSASSASigner(foreign);

    assertThat(verify(signed(JWSAlgorithm.RS256, foreign.getKeyID(), signer, payload())))
        .isEqualTo(new Invalid(Flaw.UNKNOWN_KEY));
    assertThat(verify(signed(JWSAlgorithm.RS256, KEY.getKeyID(), signer, payload())))
        .isEqualTo(new Invalid(Flaw.SIGNATURE));
  }

  @Test
  void refusesTheKidOfAnotherTrustedKey() throws JOSEException {
    String other = Golden.KEYS.keys().getLast().getKeyID();

    assertThat(verify(signed(JWSAlgorithm.RS256, other, new RSASSASigner(KEY), payload())))
        .isEqualTo(new Invalid(Flaw.SIGNATURE));
  }

  @Test
  void neverUsesAKeyThatTheTokenBrings() throws JOSEException {
    RSAKey foreign = SigningKeys.generate().keys().getFirst();
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(foreign.toPublicJWK()).build(),
            new Payload(payload()));
    jws.sign(new RSASSASigner(foreign));

    assertThat(verify(jws.serialize())).isEqualTo(new Invalid(Flaw.UNKNOWN_KEY));
  }

  @Test
  void refusesATokenFromItsLastSecondOn() {
    Instant end = Golden.ISSUED.plus(Golden.VALIDITY);

    assertThat(verifier().verify(TOKENS.access(), end.minusMillis(1)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier().verify(TOKENS.access(), end)).isEqualTo(new Invalid(Flaw.EXPIRED));
  }

  @Test
  void refusesATokenBeforeItsTime() {
    assertThat(verifier().verify(TOKENS.access(), Golden.ISSUED.minusMillis(1)))
        .isEqualTo(new Invalid(Flaw.NOT_YET_VALID));
  }

  @Test
  void allowsForClocksThatDifferByTheSkew() {
    Expectation lenient =
        new Expectation(
            Golden.access().audience(),
            Golden.access().issuer(),
            TokenUse.ACCESS,
            Duration.ofSeconds(5));
    TokenVerifier verifier = new TokenVerifier(Golden.KEYS.publicKeys(), lenient);
    Instant end = Golden.ISSUED.plus(Golden.VALIDITY);

    assertThat(verifier.verify(TOKENS.access(), Golden.ISSUED.minusSeconds(5)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier.verify(TOKENS.access(), end.plusSeconds(4)))
        .isInstanceOf(Verdict.Valid.class);
    assertThat(verifier.verify(TOKENS.access(), end.plusSeconds(5)))
        .isEqualTo(new Invalid(Flaw.EXPIRED));
  }

  @Test
  void refusesARefreshOrIdTokenAsAccess() {
    assertThat(verify(TOKENS.refresh())).isEqualTo(new Invalid(Flaw.TOKEN_USE));
    assertThat(verify(TOKENS.id())).isEqualTo(new Invalid(Flaw.TOKEN_USE));
  }

  @Test
  void refusesATokenOfAnotherRoomOrIssuer() {
    Expectation here = Golden.access();
    Expectation otherRoom =
        new Expectation(new EventId("sample"), here.issuer(), here.use(), here.clockSkew());
    Expectation otherIssuer =
        new Expectation(
            here.audience(), new Issuer("https://waiting.example/"), here.use(), here.clockSkew());

    assertThat(verifier(otherRoom).verify(TOKENS.access(), NOW))
        .isEqualTo(new Invalid(Flaw.AUDIENCE));
    assertThat(verifier(otherIssuer).verify(TOKENS.access(), NOW))
        .isEqualTo(new Invalid(Flaw.ISSUER));
  }

  @Test
  void refusesAChangedPayload() {
    String[] parts = TOKENS.access().split("\\.", -1);
    String richer = encoded(payload().replace("9223372036854775807", "1"));

    assertThat(verify(parts[0] + "." + richer + "." + parts[2]))
        .isEqualTo(new Invalid(Flaw.SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "a.b", "a.b.c.d", "eyJhbGciOiJSUzI1NiJ9.e30.x y"})
  void refusesWhatIsNoToken(String text) {
    assertThat(verify(text)).isEqualTo(new Invalid(Flaw.MALFORMED));
  }

  @Test
  void refusesATruncatedAndAnEndlessToken() {
    String token = TOKENS.access();

    assertThat(verify(token.substring(0, token.length() - 10)))
        .isEqualTo(new Invalid(Flaw.SIGNATURE));
    assertThat(verify(token.substring(0, token.lastIndexOf('.'))))
        .isEqualTo(new Invalid(Flaw.MALFORMED));
    assertThat(verify(token + "A".repeat(1 << 20))).isEqualTo(new Invalid(Flaw.MALFORMED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"aud\":\"Sample\",|",
        "\"aud\":\"Sample\"|\"aud\":[\"Sample\"]",
        "\"aud\":\"Sample\"|\"aud\":\"Other\",\"aud\":\"Sample\"",
        "\"exp\":1795172400|\"exp\":\"1795172400\"",
        "\"exp\":1795172400|\"exp\":1795172400.5",
        "\"exp\":1795172400|\"exp\":9223372036854775807",
        "\"exp\":1795172400|\"exp\":null",
        "\"nbf\":1795168800,|",
        "\"token_use\":\"access\",|",
        "\"queue_position\":9223372036854775807|\"queue_position\":0",
        "\"queue_position\":9223372036854775807|\"queue_position\":9223372036854775808",
        "0f1e2d3c-4b5a|0f1e2d3c4b5a",
      })
  void refusesClaimsThatAreMissingDoubledOrOfTheWrongType(String good, String bad)
      throws JOSEException {
    String payload = payload().replace(good, bad == null ? "" : bad);
    assertThat(payload).isNotEqualTo(payload());

    assertThat(verify(signed(JWSAlgorithm.RS256, KEY.getKeyID(), new RSASSASigner(KEY), payload)))
        .isEqualTo(new Invalid(Flaw.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "1", "{", "no json"})
  void refusesAPayloadThatIsNoObject(String payload) throws JOSEException {
    assertThat(verify(signed(JWSAlgorithm.RS256, KEY.getKeyID(), new RSASSASigner(KEY), payload)))
        .isEqualTo(new Invalid(Flaw.MALFORMED));
  }

  private static Verdict verify(String token) {
    return verifier().verify(token, NOW);
  }

  private static TokenVerifier verifier() {
    return verifier(Golden.access());
  }

  private static TokenVerifier verifier(Expectation expected) {
    return new TokenVerifier(Golden.KEYS.publicKeys(), expected);
  }

  private static String payload() {
    return new Base64URL(TOKENS.access().split("\\.", -1)[1]).decodeToString();
  }

  private static String encoded(String json) {
    return Base64URL.encode(json).toString();
  }

  private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner signer, String payload)
      throws JOSEException {
    JWSObject jws =
        new JWSObject(new JWSHeader.Builder(algorithm).keyID(kid).build(), new Payload(payload));
    jws.sign(signer);
    return jws.serialize();
  }
}
