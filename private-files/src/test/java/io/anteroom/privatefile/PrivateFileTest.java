package io.anteroom.privatefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFileTest {

  private static final int ROOM = 64;

  @TempDir Path directory;
  private PrivateFile file;

  @BeforeEach
  void nameTheFile() {
    file = new PrivateFile("secret file", directory.resolve("deep").resolve("secret"));
  }

  @Test
  void makesAKeyOnceAndNeverTheSame() {
    PrivateFile other = new PrivateFile("secret file", directory.resolve("other"));

    file.generateKeyIfMissing(16);
    String key = file.read(ROOM);
    file.generateKeyIfMissing(16);
    other.generateKeyIfMissing(16);

    assertThat(key).matches("[0-9a-f]{32}\n").isEqualTo(file.read(ROOM));
    assertThat(other.read(ROOM)).isNotEqualTo(key);
  }

  @Test
  void writesForItsOwnerAloneAndLeavesNothingBeside() throws IOException {
    file.write("for my eyes");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.read(ROOM)).isEqualTo("for my eyes");
    try (Stream<Path> beside = Files.list(file.path().getParent())) {
      assertThat(beside).containsExactly(file.path());
    }
  }

  @Test
  void aFileThatOnlyItsOwnerMayReadNeedsNotBeWritable() throws IOException {
    file.write("for my eyes");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));

    assertThat(file.read(ROOM)).isEqualTo("for my eyes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----"})
  void refusesAFileThatIsOpenToOthers(String mode) throws IOException {
    file.write("for my eyes");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> file.read(ROOM))
        .hasMessage(
            "secret file %s has mode %s: only its owner may read it (chmod 600 %s)",
            file.path(), mode, file.path());
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(file.isMissing()).isTrue();
    assertThatThrownBy(() -> file.read(ROOM))
        .isInstanceOf(PrivateFileException.class)
        .hasMessage("secret file " + file.path() + " does not exist");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    file.write("x".repeat(ROOM + 1));

    assertThatThrownBy(() -> file.read(ROOM))
        .hasMessage("secret file " + file.path() + " is too large");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(directory.resolve("deep"), "a file where a folder should be");

    assertThatThrownBy(() -> file.write("for my eyes"))
        .hasMessageStartingWith("secret file " + file.path() + " can't be written: ");
  }
}
