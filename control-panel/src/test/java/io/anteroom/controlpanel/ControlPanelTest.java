package io.anteroom.controlpanel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPanelTest {

  private static final URI PUBLIC = URI.create("https://line.example");
  private static final URI PRIVATE = URI.create("https://rooms.example:8081/prod");

  private static final Pattern LOADED =
      Pattern.compile("(?:(?:src|href)=\"|(?:from |import\\()'\\./)([\\w.-]+\\.(?:js|css|svg))");

  private static PanelSettings settings() {
    return new PanelSettings(PUBLIC, PRIVATE, "eu-west-1");
  }

  @Test
  void servesEachFileThatItLoadsAndNoOther() {
    Set<String> loaded = new TreeSet<>();
    Stream.concat(
            Stream.of(ControlPanel.page(settings())),
            ControlPanel.files().values().stream().map(file -> file.bytes()))
        .forEach(bytes ->
            LOADED
                .matcher(new String(bytes, UTF_8))
                .results()
                .forEach(match -> loaded.add(match.group(1))));

    assertThat(ControlPanel.files().keySet()).isEqualTo(loaded);
  }

  @Test
  void tellsThePageWhereToCall() {
    assertThat(new String(ControlPanel.page(settings()), UTF_8))
        .contains("data-private-origin=\"https://rooms.example:8081/prod\"")
        .contains("data-public-origin=\"https://line.example\"")
        .contains("data-region=\"eu-west-1\"")
        .doesNotContain("{{");
  }

  @Test
  void asksForThePolicyThatItsReadmeShows() throws IOException {
    String policy = ControlPanel.policy(settings());

    assertThat(policy).contains("connect-src https://rooms.example:8081;");
    assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
        .contains(policy.replace("https://rooms.example:8081", "<private origin>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rooms.example",
        "ftp://rooms.example",
        "/rooms",
        "https://key:secret@rooms.example"
      })
  void takesOnlyWhatABrowserCanCall(String origin) {
    assertThatThrownBy(() -> new PanelSettings(PUBLIC, URI.create(origin), "eu-west-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesOnlyARegionThatASignatureCanName() {
    assertThatThrownBy(() -> new PanelSettings(PUBLIC, PRIVATE, "eu west; img-src *"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
