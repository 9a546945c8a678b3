package io.anteroom.edge.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  @TempDir Path directory;

  private Credentials read(String text) throws IOException {
    return Credentials.read(Files.writeString(directory.resolve("credentials"), text));
  }

  @Test
  void readsOurProfileAndItsSuccessors() throws IOException {
    Credentials credentials =
        read(
            """
            # comment
            [default]
            aws_access_key_id = NOTOURS
            aws_secret_access_key = x

            [anteroom]
            aws_access_key_id=ONE
            aws_secret_access_key = a/b+c=
            [anteroom-next]
            ; comment
              aws_access_key_id = TWO
            aws_secret_access_key = two
            region = us-east-1
            """);

    assertThat(credentials.secretOf("ONE")).contains("a/b+c=");
    assertThat(credentials.secretOf("TWO")).contains("two");
    assertThat(credentials.secretOf("NOTOURS")).isEmpty();
    assertThat(credentials).hasToString("Credentials[2 hidden]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                                     | no profile [anteroom]
          [default]                                                              | no profile [anteroom]
          [anteroom]                                                             | no aws_access_key_id
          [anteroom]#aws_access_key_id=A                                         | no aws_secret_access_key
          [anteroom]#aws_access_key_id=A#aws_secret_access_key=                  | no aws_secret_access_key
          [anteroom]#topsecret                                                   | no key = value
          [anteroom]#aws_access_key_id=A#aws_secret_access_key=topsecret#aws_session_token=t | session token
          """)
  void saysWhatAFileLacksWithoutQuotingIt(String text, String words) {
    assertThatThrownBy(() -> read(text.replace('#', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void failsWithoutAFileOrAKey() {
    assertThatThrownBy(() -> Credentials.read(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> Credentials.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
