package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.pagefiles.PageFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Holds what a site may have in place of ours, and what it is told otherwise. */
class LookTest {

  private static final Languages NONE = Languages.accepted(Optional.empty());

  @TempDir private Path folder;

  private void has(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String text(WaitingPage pages, String file) {
    return new String(Objects.requireNonNull(pages.files().get(file)).bytes(), UTF_8);
  }

  private static String page(WaitingPage pages, String language) {
    PlaceOnPage place =
        new PlaceOnPage(
            URI.create("https://line.example"),
            "Sample",
            Optional.of("request"),
            "/here",
            "/anew",
            Optional.empty());
    return new String(pages.page(place, Languages.accepted(Optional.of(language))), UTF_8);
  }

  private static String ourTheme() {
    return new String(PageFile.beside(Look.class, "theme.css").bytes(), UTF_8);
  }

  @Test
  void hasOwnColoursAndItsOwnMark() throws IOException {
    has("theme.css", ourTheme().replace("#0b6b62", "#7a1f5c"));
    has("mark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    has(".DS_Store", "whatever a file manager leaves behind");
    WaitingPage ours = new WaitingPage(Look.ours());

    WaitingPage pages = new WaitingPage(Look.in(folder));

    assertThat(text(pages, "theme.css")).contains("#7a1f5c");
    assertThat(text(pages, "mark.svg")).startsWith("<svg xmlns=");
    assertThat(text(pages, "texts.de.json")).isEqualTo(text(ours, "texts.de.json"));
    assertThat(pages.files().keySet()).isEqualTo(ours.files().keySet());
  }

  @Test
  void hasOwnWordsInOneLanguageOrInAllOfThem() throws IOException {
    has(
        "texts.json",
        """
        {"*": {"room": "Kiln", "go": "Buy"}, "de": {"go": "Zur Kasse"}}
        """);

    WaitingPage pages = new WaitingPage(Look.in(folder));

    assertThat(page(pages, "de")).contains("<span data-text=\"room\">Kiln</span>");
    assertThat(text(pages, "texts.de.json")).contains("\"go\":\"Zur Kasse\"", "\"room\":\"Kiln\"");
    assertThat(text(pages, "texts.fr.json")).contains("\"go\":\"Buy\"", "\"look\":\"Regarder");
  }

  @Test
  void saysItsOwnWordWhereverAnotherTextNamesIt() {
    Sight served = Sight.read(Status.served(60).json()).orElseThrow();
    WaitingPage pages = pages("{\"en\": {\"go\": \"Check out now\"}}");
    PlaceOnPage place =
        new PlaceOnPage(
            URI.create("https://line.example"),
            "Sample",
            Optional.of("request"),
            "/here",
            "/anew",
            Optional.of(served));

    assertThat(new String(pages.plain(place, "/claim", NONE), UTF_8))
        .contains("Choose “Check out now” when you are ready.");
  }

  private static WaitingPage pages(String texts) {
    return new WaitingPage(Look.of(Map.of("texts.json", texts.getBytes(UTF_8))));
  }

  @Test
  void speaksALanguageOfItsOwn() {
    Map<String, String> swedish = new LinkedHashMap<>(Vocabulary.ours().english());
    swedish.put("room", "Väntrum");
    swedish.put("looking", "Ett ögonblick");

    WaitingPage pages = pages(JsonMapper.shared().writeValueAsString(Map.of("sv", swedish)));

    assertThat(page(pages, "sv-SE, en"))
        .contains(
            "<html lang=\"sv-SE\" dir=\"ltr\">", "Väntrum", "<h1 id=\"headline\">Ett ögonblick");
    assertThat(text(pages, "texts.sv.json")).contains("Väntrum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          theme.css  | :root { --font: serif; }               | theme.css does not set --accent, --bar
          mark.svg   | <html>                                 | mark.svg is no SVG picture
          theme.scss | $a: b                                  | nothing else, and here is theme.scss
          texts.json | {"en": {"go": "Go",}}                  | texts.json is not JSON, or has a field twice, at line 1
          texts.json | {"en": {"go": "Go", "go": "G"}}        | texts.json is not JSON, or has a field twice, at line 1
          texts.json | {"en": {}} {}                          | texts.json is not JSON
          texts.json | ["en"]                                 | texts.json must be an object with a field for each language
          texts.json | {"../en": {}}                          | neither * nor a language such as en or zh-Hans
          texts.json | {"en": "Go"}                           | texts.json: en must be an object of texts
          texts.json | {"en": {"headlin": "Go"}}              | texts.json: en has a text that no page shows: headlin
          texts.json | {"*": {"go": 1}}                       | texts.json: *: go must be a text of 1 to 1000 characters on one line
          texts.json | {"*": {"go": " "}}                     | go must be a text of 1 to 1000 characters
          texts.json | {"*": {"go": "a\\nb"}}                 | go must be a text of 1 to 1000 characters on one line
          texts.json | {"ar": {"direction": "up"}}            | texts.json: ar: direction must be ltr or rtl
          texts.json | {"en": {"title.ahead": "{n} ahead"}}   | texts.json: en: title.ahead has a gap that nothing fills: {n}
          texts.json | {"sv": {"go": "Vidare"}}               | sv is not one of our languages, so it needs all texts, and it has no
          """)
  void saysWhatIsWrong(String name, String text, String why) throws IOException {
    has(name, text);

    assertThatThrownBy(() -> Look.in(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(why)
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void takesNeitherTooMuchNorNothing() throws IOException {
    assertThatThrownBy(() -> Look.in(folder)).hasMessageContaining("at least one of them");
    has("texts.json", " ".repeat(300_000));

    assertThatThrownBy(() -> Look.in(folder))
        .hasMessageEndingWith("texts.json has more than 262144 bytes");
    assertThatThrownBy(() -> Look.in(folder.resolve("texts.json")))
        .hasMessageEndingWith("no folder");
  }
}
