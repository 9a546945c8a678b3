package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path somewhere;

  @Test
  void isForItsOwnerOnly() throws IOException {
    Path home = somewhere.resolve("deep/home");

    StateDirectory state = StateDirectory.open(home);
    CredentialsFile.ensure(state.credentials());

    assertThat(mode(home)).isEqualTo("rwx------");
    assertThat(mode(state.credentials())).isEqualTo("rw-------");
  }

  @Test
  void keepsTheCredentialsThatItHas() throws IOException {
    StateDirectory state = StateDirectory.open(somewhere);
    CredentialsFile.ensure(state.credentials());
    String first = Files.readString(state.credentials());

    CredentialsFile.ensure(state.credentials());

    assertThat(Files.readString(state.credentials())).isEqualTo(first);
    assertThat(first)
        .matches(
            "\\[anteroom]\naws_access_key_id = [A-Z0-9]{20}\naws_secret_access_key = [A-Za-z0-9]{40}\n");
  }

  @Test
  void forgetsItsOwnAndLeavesWhatIsSomebodyElses() throws IOException {
    StateDirectory state = StateDirectory.open(somewhere);
    CredentialsFile.ensure(state.credentials());
    Files.createDirectories(state.broker().resolve("data/joins-0"));
    Path foreign = Files.writeString(somewhere.resolve("notes.txt"), "mine");

    state.wipe();

    assertThat(somewhere).isDirectoryContaining(path -> path.equals(foreign));
    assertThat(state.credentials()).doesNotExist();
    assertThat(state.broker()).doesNotExist();
  }

  @Test
  void saysWhyItCanNotBeUsed() throws IOException {
    Path file = Files.writeString(somewhere.resolve("file"), "");

    assertThatThrownBy(() -> StateDirectory.open(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void isLockedAgainstASecondStack() throws IOException {
    StateDirectory state = StateDirectory.open(somewhere);
    LocalSettings settings = LocalSettings.from(Map.of());
    try (StateLock held = StateLock.take(state, settings)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> StateLock.take(state, settings))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("http://localhost:8080");
    }
    StateLock.take(state, settings).close();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
