package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSignerTest {

  private static final TokenSigner JDK =
      new TokenSigner(Golden.KEYS, RsaProvider.jdk("for the test"));

  @Test
  void signsTheGoldenClaimsIntoTheGoldenTokens() {
    SignedTokens tokens = JDK.sign(Golden.claims());

    assertThat(List.of(tokens.access(), tokens.refresh(), tokens.id()))
        .isEqualTo(Golden.text("tokens.txt").lines().toList());
  }

  @Test
  void writesHeaderAndPayloadInOneFixedOrder() {
    String[] parts = JDK.sign(Golden.claims()).id().split("\\.", -1);

    assertThat(decoded(parts[0]))
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}", Golden.KEYS.current());
    assertThat(decoded(parts[1]))
        .isEqualTo(
            """
            {"aud":"Sample","sub":"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",\
            "queue_position":9223372036854775807,"token_use":"id",\
            "iat":1795168800,"nbf":1795168800,"exp":1795172400,\
            "iss":"https://waiting.example","jti":"Sample.1.3-17"}\
            """);
  }

  @Test
  void anIdTokenSaysWhatAnOpenIdClientAsksForBehindTheClaimsOfTheLog() {
    Instant login = Golden.ISSUED.plusSeconds(900);
    OpenIdClaims more = new OpenIdClaims(Optional.of("n-0S6_\"\\ü"), Optional.of(login));

    String plain = JDK.sign(Golden.claims()).id();
    String asked = JDK.signId(Golden.claims(), more);

    String payload = decoded(plain.split("\\.", -1)[1]);
    assertThat(decoded(asked.split("\\.", -1)[1]))
        .isEqualTo(
            payload.replace("\"iat\":1795168800", "\"iat\":1795169700").replace("}", "")
                + ",\"auth_time\":1795168800,\"nonce\":\"n-0S6_\\\"\\\\ü\"}");
    assertThat(JDK.signId(Golden.claims(), more)).isEqualTo(asked);
    assertThat(JDK.signId(Golden.claims(), OpenIdClaims.NONE)).isEqualTo(plain);
  }

  @Test
  void aNonceIsATextOfAtMost512VisibleCharacters() {
    for (String nonce : List.of("", "x".repeat(513), "\ud800", "a\nb")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new OpenIdClaims(Optional.of(nonce), Optional.empty()))
          .withMessage("nonce must be 1 to 512 characters, and none a control character");
    }
    assertThat(new OpenIdClaims(Optional.of("x".repeat(512)), Optional.empty()).nonce())
        .isPresent();
  }

  @Test
  void theNativeProviderGivesTheBytesOfTheJdk() {
    RsaProvider fastest = RsaProvider.fastest();
    assumeTrue(fastest.provider().isPresent(), fastest.description());
    TokenSigner nativeSigner = new TokenSigner(Golden.KEYS, fastest);

    assertThat(nativeSigner.provider()).startsWith("AmazonCorrettoCryptoProvider");
    for (KeyId key : keyIds()) {
      assertThat(nativeSigner.sign(Golden.claims(key))).isEqualTo(JDK.sign(Golden.claims(key)));
    }
  }

  @Test
  void findsTheNativeProviderWhereItsJarIsMadeFor() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(List.of("Linux amd64", "Linux aarch64").contains(platform), platform);

    assertThat(RsaProvider.fastest().provider()).isPresent();
  }

  @Test
  void givesTheSameTokensInEveryThreadAndLocale() throws Exception {
    TokenSigner signer = new TokenSigner(Golden.KEYS);
    SignedTokens expected = JDK.sign(Golden.claims());
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<SignedTokens>> calls =
          IntStream.range(0, 40)
              .<Callable<SignedTokens>>mapToObj(_ -> () -> signer.sign(Golden.claims()))
              .toList();

      for (Future<SignedTokens> signed : threads.invokeAll(calls)) {
        assertThat(signed.get()).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anOlderKeyStillSignsWhatItSigned() {
    KeyId older = keyIds().getLast();
    String token = JDK.sign(Golden.claims(older)).access();

    assertThat(decoded(token.split("\\.", -1)[0])).contains("\"kid\":\"" + older + "\"");
    assertThat(
            new TokenVerifier(Golden.KEYS.publicKeys(), Golden.access())
                .verify(token, Golden.ISSUED))
        .isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void refusesClaimsOfAKeyThatIsGone() {
    TokenClaims foreign = Golden.claims(new KeyId("gone"));

    assertThatThrownBy(() -> JDK.sign(foreign))
        .isInstanceOf(UnknownSigningKeyException.class)
        .hasMessage("no signing key gone");
  }

  @Test
  void aQuoteInAnIssuerOrTokenIdStaysInsideItsClaim() {
    TokenClaims plain = Golden.claims();
    TokenClaims tricky =
        new TokenClaims(
            plain.audience(),
            plain.subject(),
            plain.queuePosition(),
            plain.issuedAt(),
            plain.expiresAt(),
            new Issuer("\",\"aud\":\"Other\\"),
            plain.keyId(),
            new TokenId("line\nand \u001f and é"));
    Expectation expected =
        new Expectation(tricky.audience(), tricky.issuer(), TokenUse.ACCESS, Duration.ZERO);

    Verdict verdict =
        new TokenVerifier(Golden.KEYS.publicKeys(), expected)
            .verify(JDK.sign(tricky).access(), Golden.ISSUED);

    assertThat(verdict).isEqualTo(new Verdict.Valid(tricky));
  }

  @Test
  void fallsBackToTheJdkWhenAProviderCanNotSign() {
    Provider useless = new Provider("Useless", "1", "offers nothing") {};

    TokenSigner signer =
        new TokenSigner(Golden.KEYS, new RsaProvider(Optional.of(useless), "Useless 1"));

    assertThat(signer.provider()).startsWith("the JDK (the native provider fails");
    assertThat(signer.sign(Golden.claims())).isEqualTo(JDK.sign(Golden.claims()));
  }

  @Test
  void neverPrintsAToken() {
    assertThat(JDK.sign(Golden.claims()).toString()).doesNotContain("ey");
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static List<KeyId> keyIds() {
    return Golden.KEYS.keys().stream().map(key -> new KeyId(key.getKeyID())).toList();
  }
}
