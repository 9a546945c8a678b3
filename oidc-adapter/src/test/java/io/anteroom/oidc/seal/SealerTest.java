package io.anteroom.oidc.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.anteroom.privatefile.PrivateFile;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

  private static final String USE = "anteroom-test+jwe";
  private static final String ONE = "01".repeat(32);
  private static final String TWO = "02".repeat(32);
  private static final Map<String, Object> CLAIMS = Map.of("room", "Sample", "end", 1_763_621_000L);

  @TempDir private Path folder;
  private Sealer sealer;

  @BeforeEach
  void makeOne() {
    sealer = sealer(ONE);
  }

  private Sealer sealer(String... keys) {
    return new Sealer(keys(keys));
  }

  private SealingKeys keys(String... keys) {
    Path file = folder.resolve("keys");
    new PrivateFile("keys", file).write(String.join("\n", keys));
    return SealingKeys.read(file);
  }

  @Test
  void opensWhatItHasSealed() {
    assertThat(sealer.open(USE, sealer.seal(USE, CLAIMS))).hasValue(CLAIMS);
  }

  @Test
  void sealsNothingThatItWouldNotOpen() {
    assertThatThrownBy(() -> sealer.seal(USE, Map.of("much", "x".repeat(3072))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(USE)
        .hasMessageNotContaining("xxx");
  }

  @Test
  void sealsTheSameDifferentlyEachTimeAndShowsNothingOfIt() {
    String sealed = sealer.seal(USE, CLAIMS);

    assertThat(sealed).isNotEqualTo(sealer.seal(USE, CLAIMS)).doesNotContain("Sample");
  }

  @Test
  void opensNothingThatWasSealedForSomethingElse() {
    assertThat(sealer.open("anteroom-other+jwe", sealer.seal(USE, CLAIMS))).isEmpty();
  }

  @Test
  void opensWithEveryKeyAndSealsWithTheFirst() {
    Sealer changed = sealer(TWO, ONE);

    assertThat(changed.open(USE, sealer.seal(USE, CLAIMS))).isPresent();
    assertThat(sealer.open(USE, changed.seal(USE, CLAIMS))).isEmpty();
    assertThat(sealer(ONE, TWO).open(USE, changed.seal(USE, CLAIMS))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4})
  void opensNothingThatWasChanged(int part) {
    String[] parts = sealer.seal(USE, CLAIMS).split("\\.", -1);
    char first = parts[part].charAt(0);
    parts[part] = (first == 'A' ? 'B' : 'A') + parts[part].substring(1);

    assertThat(sealer.open(USE, String.join(".", parts))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "e30....", "eyJhbGciOiJub25lIn0.e30."})
  void opensNothingElse(String text) {
    assertThat(sealer.open(USE, text)).isEmpty();
    assertThat(sealer.open(USE, sealer.seal(USE, CLAIMS) + "." + text)).isEmpty();
  }

  @Test
  void opensNothingThatIsLongerThanACookieMayBe() throws Exception {
    assertThat(
            opened(
                EncryptionMethod.A256GCM, header -> header.customParam("long", "x".repeat(4096))))
        .isFalse();
  }

  @Test
  void opensOnlyWhatIsSealedInItsOwnWay() throws Exception {
    assertThat(opened(EncryptionMethod.A256GCM, header -> header)).isTrue();
    assertThat(opened(EncryptionMethod.A256GCM, header -> header.keyID("other"))).isFalse();
    assertThat(opened(EncryptionMethod.A256GCM, header -> header.type(null))).isFalse();
    assertThat(opened(EncryptionMethod.A128CBC_HS256, header -> header)).isFalse();
    // A few hundred characters could become a few hundred megabytes.
    assertThat(
            opened(
                EncryptionMethod.A256GCM,
                header -> header.compressionAlgorithm(CompressionAlgorithm.DEF)))
        .isFalse();
    assertThat(
            opened(
                EncryptionMethod.A256GCM,
                header -> header.criticalParams(Set.of("new")).customParam("new", 1)))
        .isFalse();
  }

  private boolean opened(EncryptionMethod method, UnaryOperator<JWEHeader.Builder> change)
      throws Exception {
    SealingKeys keys = keys(ONE);
    JWEHeader.Builder usual =
        new JWEHeader.Builder(JWEAlgorithm.DIR, method)
            .type(new JOSEObjectType(USE))
            .keyID(keys.current());
    JWEObject sealed = new JWEObject(change.apply(usual).build(), new Payload(CLAIMS));
    sealed.encrypt(new DirectEncrypter(keys.find(keys.current()).orElseThrow()));
    return sealer.open(USE, sealed.serialize()).isPresent();
  }

  @Test
  void opensNothingThatBringsAKeyOfItsOwn() throws Exception {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.A256KW, EncryptionMethod.A256GCM)
            .type(new JOSEObjectType(USE))
            .keyID(keys(ONE).current())
            .build();
    JWEObject wrapped = new JWEObject(header, new Payload(CLAIMS));
    wrapped.encrypt(new AESEncrypter(HexFormat.of().parseHex(ONE)));

    assertThat(sealer.open(USE, wrapped.serialize())).isEmpty();
  }
}
