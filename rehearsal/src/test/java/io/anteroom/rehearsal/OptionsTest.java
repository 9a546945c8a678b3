package io.anteroom.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Origin;
import io.anteroom.rehearsal.origin.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @TempDir private Path folder;

  @BeforeEach
  void aStackRunsHere() throws IOException {
    Files.writeString(
        folder.resolve("runtime.properties"),
        "public=http\\://localhost\\:8090\nprivate=http\\://localhost\\:8091\n");
    Files.writeString(
        folder.resolve("credentials"),
        """
        [other]
        aws_access_key_id = AKOTHER
        aws_secret_access_key = other
        [anteroom]
        aws_access_key_id = AKOURS
        aws_secret_access_key = s=e/c+ret
        """);
  }

  @Test
  void showsNoKey() throws UsageException {
    Options options = parse("--origin-key", "a-key-of-a-cdn");

    assertThat(options.originKey()).contains("a-key-of-a-cdn");
    assertThat(options.toString()).doesNotContain("a-key-of-a-cdn", "s=e/c+ret");
    assertThat(Request.get("/queue_num?request_id=1").with("x-api-key", "a-key-of-a-cdn"))
        .hasToString("GET /queue_num");
  }

  @Test
  void takesOriginsAndCredentialsFromTheStackThatRunsHere() throws UsageException {
    Options options = parse();

    assertThat(options.publicOrigin()).isEqualTo(Origin.parse("http://localhost:8090"));
    assertThat(options.privateOrigin()).isEqualTo(Origin.parse("http://localhost:8091"));
    assertThat(options.credentials().accessKey()).isEqualTo("AKOURS");
    assertThat(options.credentials().secretKey()).isEqualTo("s=e/c+ret");
    assertThat(options.plan().eventId().value()).isEqualTo("Sample");
  }

  @Test
  void readsTheCommandOfTheReadme() throws UsageException {
    Options options = parse("--visitors", "100000", "--arrivals=2000", "--serve", "3000");

    assertThat(options.plan().visitors()).isEqualTo(100_000);
    assertThat(options.plan().arrivalsPerSecond()).isEqualTo(2_000);
    assertThat(options.plan().servedPerSecond()).isEqualTo(3_000);
    assertThat(options.plan().poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.plan().shared()).isFalse();
  }

  @Test
  void prefersWhatIsGiven() throws UsageException {
    Options options =
        parse(
            "--public",
            "https://room.example/stage/",
            "--private",
            "https://api.example",
            "--access-key",
            "AK",
            "--secret-key",
            "SK",
            "--event",
            "Concert",
            "--origin-key",
            "a-key-of-the-cdn-0815",
            "--beside",
            "Play",
            "--reset");

    assertThat(options.publicOrigin()).hasToString("https://room.example/stage");
    assertThat(options.privateOrigin()).hasToString("https://api.example");
    assertThat(options.credentials().accessKey()).isEqualTo("AK");
    assertThat(options.plan().eventId().value()).isEqualTo("Concert");
    assertThat(options.originKey()).contains("a-key-of-the-cdn-0815");
    assertThat(options.reset()).isTrue();
    assertThat(options.beside()).contains(new EventId("Play"));
  }

  @Test
  void readsHowManyPagesAreOpenBesideACrowd() throws UsageException {
    PageOptions pages =
        parse("--pages", "500", "--minutes=1.5", "--visitors=9", "--origin-key=a-key-of-a-cdn")
            .pages()
            .orElseThrow();

    assertThat(pages.pages()).isEqualTo(500);
    assertThat(pages.open()).isEqualTo(Duration.ofSeconds(90));
    assertThat(pages.headers()).containsEntry("x-api-key", "a-key-of-a-cdn");
    assertThat(pages.toString()).doesNotContain("a-key-of-a-cdn");
    assertThat(parse().pages()).isEmpty();
  }

  @Test
  void wantsNoCredentialsForPagesAlone() throws Exception {
    Files.delete(folder.resolve("credentials"));

    assertThat(alone("--pages=1")).isPresent();
    assertThat(alone("--pages=1", "--visitors=1")).isEmpty();
    assertThat(alone()).isEmpty();
    assertThatThrownBy(() -> alone("--pages=1", "--reset"))
        .hasMessage("--reset is about a crowd: give --visitors, too");
  }

  private Optional<PageOptions> alone(String... words) throws UsageException {
    return PageOptions.alone(Options.read(List.of(words)), new LocalStack(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --visiters 3            | there is no option '--visiters'
          stray                   | there is no option 'stray'
          --visitors              | --visitors needs a value
          --visitors --reset      | --visitors needs a value
          --visitors 0            | --visitors must be a whole number from 1 to 10000000, not '0'
          --visitors many         | --visitors must be a whole number from 1 to 10000000, not 'many'
          --visitors 1 --visitors 2 | --visitors is given twice
          --poll 0                | --poll must be 0.05 to 60.0 seconds, not '0'
          --event a/b             | event_id must be 1 to 128 characters of A-Z a-z 0-9 . _ -
          --beside Sample         | --beside must name another room than the crowd's
          --public localhost:8080 | 'localhost:8080' is no address of an origin
          --public ftp://x        | 'ftp://x' is no address of an origin
          --access-key AK         | --access-key and --secret-key go together
          --credentials nowhere   | can't read the credentials file nowhere
          --minutes 3             | --minutes is about pages: give --pages, too
          --pages 0               | --pages must be a whole number from 1 to 100000, not '0'
          --pages 1 --minutes 0   | --minutes must be 0.01 to 1440.0 minutes, not '0'
          --json nowhere/x.json   | --json: can't write nowhere/x.json
          """)
  void saysWhatIsWrong(String words, String message) {
    assertThatThrownBy(() -> parse(words.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysThatNoStackRunsHere() throws IOException {
    Files.delete(folder.resolve("runtime.properties"));

    assertThatThrownBy(this::parse)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no stack runs here: start one with ./anteroom up");
  }

  private Options parse(String... words) throws UsageException {
    return Options.of(Options.read(List.of(words)), new LocalStack(folder));
  }
}
