package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.anteroom.privatefile.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("keys").resolve("signing-keys.json");
  }

  @Test
  void makesAFileThatOnlyItsOwnerMayReadAndLeavesNothingBeside() throws IOException {
    SigningKeys.loadOrGenerate(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void keepsTheKeyThatItMade() {
    SigningKeys made = SigningKeys.loadOrGenerate(file);

    assertThat(SigningKeys.loadOrGenerate(file).currentJwk()).isEqualTo(made.currentJwk());
    assertThat(SigningKeys.load(file).currentJwk()).isEqualTo(made.currentJwk());
  }

  @Test
  void namesAKeyByItsThumbprint() throws JOSEException {
    SigningKeys made = SigningKeys.generate();
    RSAKey key = made.keys().getFirst();

    assertThat(made.current().value()).isEqualTo(key.computeThumbprint().toString());
    assertThat(key.size()).isEqualTo(2048);
  }

  @Test
  void publishesNothingButThePublicHalf() {
    RSAKey key = Golden.KEYS.keys().getFirst();

    assertThat(Golden.KEYS.currentJwk())
        .isEqualTo(
            "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"AQAB\",\"use\":\"sig\"}",
            key.getKeyID(), key.getModulus());
    assertThat(Golden.KEYS.toString()).doesNotContain(key.getModulus().toString());
  }

  @Test
  void theFirstKeyOfTheFileIsTheCurrentOne() {
    assertThat(Golden.KEYS.keys()).hasSize(2);
    assertThat(Golden.KEYS.current().value()).isEqualTo(Golden.KEYS.keys().getFirst().getKeyID());
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> SigningKeys.load(file))
        .isInstanceOf(SigningKeysException.class)
        .hasMessage("signing key file " + file + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw----r--"})
  void refusesAFileThatOthersMayOpen(String mode) throws IOException {
    SigningKeys.loadOrGenerate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> SigningKeys.loadOrGenerate(file))
        .isInstanceOf(SigningKeysException.class)
        .hasMessageContaining(file + " has mode " + mode)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void takesAFileThatItsOwnerMayOnlyRead() throws IOException {
    SigningKeys.loadOrGenerate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    assertThat(SigningKeys.load(file).keys()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "null", "[]", "{}", "{\"keys\":1}", "{\"keys\":[{}]}"})
  void aBrokenFileIsNamedAndLeftAlone(String content) throws IOException {
    write(content);

    assertThatThrownBy(() -> SigningKeys.loadOrGenerate(file))
        .isInstanceOf(SigningKeysException.class)
        .hasNoCause()
        .hasMessage(
            "signing key file " + file + ": is not a JWK set (JSON with an array \"keys\")");
    assertThat(file).hasContent(content);
  }

  @Test
  void refusesKeysThatCanNotSignOrShouldNot() throws Exception {
    RSAKey good = Golden.KEYS.keys().getFirst();
    RSAKey other = Golden.KEYS.keys().getLast();
    RSAKey weak = new RSAKeyGenerator(1024, true).generate();
    RSAKey mixed =
        new RSAKey.Builder(other.getModulus(), other.getPublicExponent())
            .privateExponent(good.getPrivateExponent())
            .keyID("mixed")
            .build();

    assertRefused("must hold 1 to 16 keys, holds 0");
    assertRefused("every key must be a private RSA key", good.toPublicJWK());
    assertRefused("a key must have 2048 to 4096 bits, not 1024", weak);
    assertRefused("two keys have the same kid", good, good);
    assertRefused("a key's parts do not belong together", mixed);
  }

  @Test
  void aKeyWithoutAKidIsNamedByItsThumbprint() throws Exception {
    RSAKey key = Golden.KEYS.keys().getFirst();
    write(set(new RSAKey.Builder(key).keyID(null).build()));

    assertThat(SigningKeys.load(file).current().value())
        .isEqualTo(key.computeThumbprint().toString());
  }

  private void assertRefused(String message, RSAKey... keys) throws IOException {
    write(set(keys));

    assertThatThrownBy(() -> SigningKeys.load(file))
        .isInstanceOf(SigningKeysException.class)
        .hasMessage("signing key file " + file + ": " + message);
  }

  private static String set(RSAKey... keys) {
    return "{\"keys\":["
        + String.join(",", List.of(keys).stream().map(RSAKey::toJSONString).toList())
        + "]}";
  }

  private void write(String content) throws IOException {
    Files.deleteIfExists(file);
    new PrivateFile("signing key file", file).write(content);
  }
}
