package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.pagefiles.PageFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WaitingPageTest {

  /** What one visitor loads, in all. */
  private static final int MOST_BYTES = 50_000;

  private static final Pattern TEXT = Pattern.compile("data-text=\"([^\"]+)\"[^>]*>([^<]*)<");
  private static final Pattern LINK = Pattern.compile("<link [^>]*>");
  private static final Pattern GAP = Pattern.compile("\\{\\w+}");

  private static PlaceOnPage place(Optional<String> request) {
    return new PlaceOnPage(
        URI.create("https://line.example"), "Sample", request, "/waiting_room?a=1", "/authorize");
  }

  @Test
  void isSmall() {
    int shared =
        WaitingPage.files().entrySet().stream()
            .filter(file -> !file.getKey().startsWith("texts."))
            .mapToInt(file -> file.getValue().bytes().length)
            .sum();
    int largestTexts =
        texts().mapToInt(name -> WaitingPage.files().get(name).bytes().length).max().orElseThrow();
    int page = WaitingPage.page(place(Optional.of("request"))).length;

    assertThat(page + shared + largestTexts).isLessThan(MOST_BYTES);
  }

  @Test
  void saysInEnglishBeforeTheScriptRunsWhatItSaysAfterwards() {
    Map<String, Object> english = json("texts.en.json");
    for (Optional<String> request :
        Stream.of(Optional.of("request"), Optional.<String>empty()).toList()) {
      String page = new String(WaitingPage.page(place(request)), UTF_8);

      Matcher matcher = TEXT.matcher(page);
      Map<String, Object> shown = new TreeMap<>();
      while (matcher.find()) {
        shown.put(matcher.group(1), matcher.group(2));
      }

      assertThat(shown).hasSizeGreaterThan(5);
      assertThat(english).containsAllEntriesOf(shown);
    }
  }

  static Stream<String> texts() {
    return WaitingPage.files().keySet().stream()
        .filter(name -> name.startsWith("texts.") && name.endsWith(".json"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void saysTheSameInEachLanguage(String name) {
    Map<String, Object> english = json("texts.en.json");
    Map<String, Object> texts = json(name);

    assertThat(texts).containsOnlyKeys(english.keySet());
    assertThat(texts)
        .allSatisfy((key, text) -> {
          assertThat((String) text).isNotBlank();
          assertThat(gaps(text)).isEqualTo(gaps(english.get(key)));
        });
    assertThat(texts.get("direction")).isIn("ltr", "rtl");
  }

  @Test
  void asksForThePolicyThatItsReadmeShows() throws IOException {
    String policy = WaitingPage.policy(URI.create("https://line.example/prod/"));

    assertThat(policy).contains(" connect-src 'self' https://line.example;");
    assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
        .contains(policy.replace("https://line.example", "<public origin>"));
  }

  @Test
  void saysInTheSameLookWhateverElseThereIsToSay() {
    String notice = new String(WaitingPage.notice("<{{words}}>", "Can't & won't"), UTF_8);

    assertThat(notice)
        .contains("<title>&lt;{{words}}&gt;</title>", "<p>Can&#39;t &amp; won&#39;t</p>")
        .doesNotContain("http-equiv");
    String waiting = new String(WaitingPage.page(place(Optional.of("request"))), UTF_8);
    assertThat(LINK.matcher(notice).results().map(MatchResult::group))
        .containsExactlyElementsOf(
            LINK.matcher(waiting).results().map(MatchResult::group).toList());
  }

  @Test
  void goesOnByItselfWhereANoticeIsNotTheEnd() {
    byte[] notice =
        WaitingPage.notice("Later", "One moment", Duration.ofSeconds(7), "/authorize?a=1&b=2");

    assertThat(new String(notice, UTF_8))
        .contains("<meta http-equiv=\"refresh\" content=\"7; url=/authorize?a=1&amp;b=2\">");
  }

  @Test
  void namesEachContentOfAFile() {
    assertThat(WaitingPage.files().values().stream().map(PageFile::tag))
        .doesNotHaveDuplicates()
        .allMatch(tag -> tag.matches("[A-Za-z0-9_-]{16}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//example.org",
        "///example.org",
        "https://example.org",
        "javascript:alert(1)",
        "/\\example.org"
      })
  void leadsNobodyElsewhere(String link) {
    URI api = URI.create("https://line.example");

    assertThatThrownBy(() -> new PlaceOnPage(api, "Sample", Optional.empty(), link, "/authorize"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PlaceOnPage(api, "Sample", Optional.empty(), "/here", link))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> json(String name) {
    Map<String, Object> texts = new TreeMap<>();
    JsonMapper.shared()
        .readTree(WaitingPage.files().get(name).bytes())
        .properties()
        .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
    return texts;
  }

  private static List<String> gaps(Object text) {
    return GAP.matcher((String) text).results().map(MatchResult::group).sorted().toList();
  }
}
