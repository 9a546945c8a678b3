package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.anteroom.domain.token.KeyId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {

  private static final String CURRENT = Golden.KEYS.currentJwk();
  private static final KeyId CURRENT_ID = Golden.KEYS.current();

  @Test
  void readsASetAsItIsPublished() throws Exception {
    PublicKeys published = PublicKeys.parse(Golden.KEYS.publicKeys().jwks());

    for (RSAKey key : Golden.KEYS.keys()) {
      assertThat(published.find(new KeyId(key.getKeyID()))).contains(key.toRSAPublicKey());
    }
    assertThat(published.jwks()).isEqualTo(Golden.KEYS.publicKeys().jwks());
  }

  @Test
  void aPublishedSetIsOneToOthersAndHoldsNothingPrivate() throws Exception {
    JWKSet published = JWKSet.parse(Golden.KEYS.publicKeys().jwks());

    assertThat(published.getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
    assertThat(published.getKeys().getFirst().getKeyID()).isEqualTo(CURRENT_ID.value());
  }

  @Test
  void readsOneKey() {
    assertThat(PublicKeys.parse(CURRENT).jwk(CURRENT_ID)).contains(CURRENT);
  }

  @Test
  void passesOverKeysOfOtherKinds() {
    String others =
        """
        {"keys":[{"kty":"EC","kid":"ec","crv":"P-256","x":"AA","y":"AA"},{"kty":"oct","k":"AA"},
        {"kty":"new","kid":"new"},7,null,%s,%s,%s,%s]}\
        """
            .formatted(
                CURRENT.replace("\"use\":\"sig\"", "\"use\":\"enc\""),
                CURRENT.replace("RS256", "RS512"),
                CURRENT.replace("\"kid\"", "\"kit\""),
                CURRENT.replace(CURRENT_ID.value(), "good"));

    PublicKeys keys = PublicKeys.parse(others);

    assertThat(keys.find(new KeyId("good"))).isPresent();
    for (String other : List.of("ec", "new", CURRENT_ID.value())) {
      assertThat(keys.find(new KeyId(other))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "no JSON",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":7}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQ\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":7,\"e\":\"AQAB\"}]}"
      })
  void refusesWhatHoldsNoKey(String text) {
    assertThatThrownBy(() -> PublicKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAWeakKeyThatIsAlone() throws Exception {
    String weak = weakKey();

    assertThatThrownBy(() -> PublicKeys.parse(weak))
        .hasMessage("no RSA key of 2048 to 4096 bits that has a kid and is for RS256");
  }

  @Test
  void passesOverKeysThatCanNotBeUsed() throws Exception {
    String weak = weakKey();
    List<String> unfit =
        List.of(
            weak,
            CURRENT.replace(CURRENT_ID.value(), ""),
            CURRENT.replace(CURRENT_ID.value(), "k".repeat(1_000)),
            CURRENT.replace("\"" + CURRENT_ID.value() + "\"", "7"),
            "{\"kty\":\"RSA\",\"kid\":\"without numbers\"}",
            "{\"kty\":\"RSA\",\"kid\":\"no base64\",\"n\":\"=\",\"e\":\"AQAB\"}");

    for (String key : unfit) {
      PublicKeys keys = PublicKeys.parse("{\"keys\":[" + key + "," + CURRENT + "]}");

      assertThat(keys.jwks()).isEqualTo("{\"keys\":[" + CURRENT + "]}");
    }
  }

  private static String weakKey() throws Exception {
    return new RSAKeyGenerator(1024, true).keyID("weak").generate().toPublicJWK().toJSONString();
  }

  @Test
  void refusesTwoKeysOfOneName() {
    assertThatThrownBy(() -> PublicKeys.parse("{\"keys\":[" + CURRENT + "," + CURRENT + "]}"))
        .hasMessage("two keys have the same kid");
  }
}
