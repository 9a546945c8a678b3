package io.anteroom.signedcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  @TempDir Path folder;

  @Test
  void readsOurProfileAmongOthers() throws IOException {
    Path file =
        file(
            """
            # kept by somebody
            [default]
            aws_access_key_id = OTHER
            aws_secret_access_key = other
            [anteroom]
            aws_access_key_id = AKID
            aws_secret_access_key = a=secret
            """);

    assertThat(Credentials.load(file)).isEqualTo(new Credentials("AKID", "a=secret"));
  }

  @Test
  void namesTheFileThatHasNoSuchProfile() throws IOException {
    Path file = file("[default]\naws_access_key_id = A\naws_secret_access_key = hidden\n");

    assertThatThrownBy(() -> Credentials.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("[anteroom]")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatThrownBy(() -> Credentials.load(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }

  @Test
  void neverShowsASecret() {
    assertThat(new Credentials("AKID", "hidden").toString()).doesNotContain("hidden");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("credentials"), text);
  }
}
