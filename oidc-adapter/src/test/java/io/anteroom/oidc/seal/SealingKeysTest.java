package io.anteroom.oidc.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.privatefile.PrivateFile;
import io.anteroom.privatefile.PrivateFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeysTest {

  private static final String KEY =
      "0123456789abcdefABCDEF98765432100123456789abcdefABCDEF9876543210";

  private Path file;

  @BeforeEach
  void place(@TempDir Path folder) {
    file = folder.resolve("sealing-keys");
  }

  private void write(String text) {
    new PrivateFile("keys", file).write(text);
  }

  @Test
  void makesAFileWithOneKeyAndKeepsIt() throws IOException {
    SealingKeys made = SealingKeys.readOrGenerate(file);
    SealingKeys again = SealingKeys.readOrGenerate(file);

    assertThat(again.current()).isEqualTo(made.current());
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void takesTheFirstForSealingAndAllForOpening() {
    write(KEY + "\r\n" + "0".repeat(64) + "\n\n");

    SealingKeys keys = SealingKeys.read(file);
    write("0".repeat(64));
    SealingKeys second = SealingKeys.read(file);

    assertThat(keys.find(keys.current())).isPresent();
    assertThat(keys.find(second.current())).isPresent();
    assertThat(keys.current()).isNotEqualTo(second.current());
    assertThat(keys).hasToString("SealingKeys[2 hidden]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "xyz", "0123", KEY + "0", KEY + "\n" + "g", KEY + "\n\n" + KEY})
  void refusesAFileThatIsBrokenAndNeverQuotesIt(String text) {
    write(text);

    assertThatThrownBy(() -> SealingKeys.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sealing-keys")
        .hasMessageContaining("1 to 4 keys")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY));
  }

  @Test
  void refusesFiveKeysAndAMissingFileAndOneThatOthersMayRead() throws IOException {
    assertThatThrownBy(() -> SealingKeys.read(file)).isInstanceOf(PrivateFileException.class);

    write((KEY + "\n").repeat(5));
    assertThatThrownBy(() -> SealingKeys.read(file)).hasMessageContaining("sealing key file");

    write(KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SealingKeys.read(file)).isInstanceOf(PrivateFileException.class);
  }
}
