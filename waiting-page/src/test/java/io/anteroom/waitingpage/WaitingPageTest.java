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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WaitingPageTest {

  /** What one visitor loads, in all. */
  private static final int MOST_BYTES = 50_000;

  private static final Pattern LINK = Pattern.compile("<link [^>]*>");
  private static final String AGAIN =
      "(?s).*http-equiv=\"refresh\" content=\"(\\d+); url=/waiting_room\\?a=1\".*";

  private static final Pattern GAP = Pattern.compile("\\{\\w+}");

  private static final WaitingPage PAGES = new WaitingPage(Look.ours());
  private static final Languages NONE = Languages.accepted(Optional.empty());

  private static final Sight WAITING = sight(Status.waiting(1_042).estimated(290, 470));
  private static final Sight SERVED = sight(Status.served(842));

  private static Sight sight(Status status) {
    return Sight.read(status.json()).orElseThrow();
  }

  private static PlaceOnPage place(Optional<String> request, Optional<Sight> sight) {
    return new PlaceOnPage(
        URI.create("https://line.example"),
        "Sample",
        request,
        "/waiting_room?a=1",
        "/authorize",
        sight);
  }

  private static PlaceOnPage place(Sight sight) {
    return place(Optional.of("request"), Optional.of(sight));
  }

  private static Languages reads(String accepted) {
    return Languages.accepted(Optional.of(accepted));
  }

  private static String text(byte[] page) {
    return new String(page, UTF_8);
  }

  @Test
  void isSmall() {
    int largestTexts = texts().mapToInt(WaitingPageTest::size).max().orElseThrow();
    for (byte[] page :
        List.of(PAGES.page(place(WAITING), NONE), PAGES.standingAlone(site("/enter", "/")))) {
      Set<String> loaded = named("waiting_page/([\\w.]+)", text(page));
      assertThat(loaded).contains("guard.js", "view.js");
      int size = page.length + loaded.stream().mapToInt(WaitingPageTest::size).sum();

      assertThat(size + largestTexts).isLessThan(MOST_BYTES);
    }
  }

  private static PageOfSite site(String enter, String onward) {
    return new PageOfSite(
        URI.create("https://line.example"), "Sample", enter, onward, Optional.empty());
  }

  private static int size(String file) {
    return PAGES.files().get(file).bytes().length;
  }

  /** The files that a text names, and those that these import. */
  private static Set<String> named(String naming, String text) {
    return Pattern.compile(naming)
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .flatMap(name ->
            Stream.concat(
                Stream.of(name),
                named("from '\\./([\\w.]+)'", text(PAGES.files().get(name).bytes())).stream()))
        .collect(Collectors.toSet());
  }

  @Test
  void isTheSameForEverybodyWhereItStandsAlone() {
    String page = text(PAGES.standingAlone(site("/enter", "/search?a=1&b=2")));

    assertThat(page)
        .contains("data-enter=\"/enter\" data-onward=\"/search?a=1&amp;b=2\"")
        .contains("data-languages=\"ar de en es ")
        .doesNotContain("data-request", "http-equiv=\"refresh\"");
  }

  @Test
  void bringsItsPolicyWhereNoHeaderCan() {
    String policy = WaitingPage.policy(URI.create("https://line.example"));

    assertThat(text(PAGES.standingAlone(site("/enter", "/"))))
        .contains(
            "content=\"%s\""
                .formatted(policy.replace("; frame-ancestors 'none'", "").replace("'", "&#39;")));
  }

  @Test
  void saysAtOnceInSomebodysLanguageWhatIsKnown() {
    String page = text(PAGES.page(place(WAITING), reads("fa-IR,en;q=0.5")));

    assertThat(page)
        .contains("<html lang=\"fa-IR\" dir=\"rtl\">", "data-language=\"fa\"")
        .contains("<title>۱٬۰۴۲ نفر جلوتر · اتاق انتظار</title>")
        .contains("<dd>۱٬۰۴۲</dd>", "<dd>۱٬۲۳۴</dd>", "<dd>۱۹۱</dd>", "<dd>۴–۸ دقیقه</dd>");
  }

  @Test
  void hasScriptsOnlyWhereThereIsSomethingToWaitFor() {
    assertThat(text(PAGES.page(place(WAITING), NONE))).contains("waiting.js", "guard.js");
    for (byte[] page :
        List.of(
            PAGES.page(place(Optional.empty(), Optional.empty()), NONE),
            PAGES.page(place(sight(Status.expired())), NONE),
            PAGES.plain(place(WAITING), "/claim", NONE),
            PAGES.plain(place(SERVED), "/claim", NONE))) {
      assertThat(text(page)).doesNotContain("<script");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1_000,   10,  9-11",
    "12_000,  20, 18-22",
    "120_000, 120, 108-132",
    "600_000, 120, 108-132",
  })
  void looksAgainWithoutScriptsWhenTheLineWantsItTo(String nextPoll, String said, String seconds) {
    Sight sight = sight(Status.waiting(9).nextPoll(Long.parseLong(nextPoll.replace("_", ""))));

    for (byte[] page :
        List.of(PAGES.page(place(sight), NONE), PAGES.plain(place(sight), "/claim", NONE))) {
      assertThat(text(page))
          .contains("This page looks again by itself every " + said + " seconds.");
      String[] bounds = seconds.split("-", 2);
      assertThat(Integer.parseInt(text(page).replaceFirst(AGAIN, "$1")))
          .isBetween(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
    }
  }

  @Test
  void leavesWhoeverHasScriptsInPeaceWhereItHasSome() {
    assertThat(text(PAGES.page(place(WAITING), NONE)))
        .contains("<noscript><meta http-equiv=\"refresh\"");
    assertThat(text(PAGES.page(place(SERVED), NONE))).contains("content=\"3; url=");
  }

  @Test
  void looksAgainInEveryBrowserWhereItHasNoScripts() {
    for (Sight sight : List.of(WAITING, SERVED)) {
      assertThat(text(PAGES.plain(place(sight), "/claim", NONE)))
          .containsOnlyOnce("http-equiv=\"refresh\"")
          .doesNotContain("noscript");
    }
  }

  @Test
  void doesNotComeAgainUnderTheFingersOfWhoeverCanGoOn() {
    String page = text(PAGES.plain(place(SERVED), "/claim", NONE));

    assertThat(Integer.parseInt(page.replaceFirst(AGAIN, "$1"))).isGreaterThan(842);
    assertThat(page).doesNotContain("looks again by itself");
  }

  @Test
  void saysNothingOfRestingWhereItHasNoScripts() {
    assertThat(text(PAGES.plain(place(WAITING), "/claim", NONE))).doesNotContain("rests");
  }

  @Test
  void hasSomebodyWithoutScriptsClaimTheTurnByAForm() {
    String page = text(PAGES.plain(place(SERVED), "/line?a=1&b=2", NONE));

    assertThat(page)
        .contains("<form class=\"actions\" method=\"post\" action=\"/line?a=1&amp;b=2\">")
        .contains("Choose “Go on” when you are ready.", "<dd>14 min</dd>");
    assertThat(text(PAGES.plain(place(WAITING), "/line", NONE))).doesNotContain("<form");
    assertThatThrownBy(() -> PAGES.plain(place(SERVED), "//example.org", NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<String> texts() {
    return PAGES.files().keySet().stream()
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
    String notice = text(PAGES.notice(Notice.NO_COOKIES, reads("de")));

    assertThat(notice)
        .contains("<html lang=\"de\" dir=\"ltr\">")
        .contains("<title>Ohne Cookies können Sie nicht warten</title>")
        .doesNotContain("http-equiv");
    assertThat(LINK.matcher(notice).results().map(MatchResult::group))
        .containsExactlyElementsOf(
            LINK.matcher(text(PAGES.page(place(WAITING), NONE)))
                .results()
                .map(MatchResult::group)
                .toList());
  }

  @Test
  void tellsThoseWhoMadeTheSiteInEnglishWhatIsWrong() {
    byte[] notice = PAGES.notice(Notice.NO_WAY_BACK, "<{{words}}> isn't known", reads("he"));

    assertThat(text(notice))
        .contains("<html lang=\"he\" dir=\"rtl\">", "<h1>הקישור הזה לא עובד</h1>")
        .contains("<p lang=\"en\" dir=\"ltr\">&lt;{{words}}&gt; isn&#39;t known</p>");
  }

  @Test
  void goesOnByItselfWhereANoticeIsNotTheEnd() {
    byte[] notice = PAGES.notice(Notice.NOT_NOW, Duration.ofSeconds(7), "/authorize?a=1&b=2", NONE);

    assertThat(text(notice))
        .contains("<meta http-equiv=\"refresh\" content=\"7; url=/authorize?a=1&amp;b=2\">");
  }

  @ParameterizedTest
  @EnumSource(Notice.class)
  void hasWordsForEachNotice(Notice notice) {
    assertThat(json("texts.en.json")).containsKeys(notice.title(), notice.words());
  }

  @Test
  void namesEachContentOfAFile() {
    assertThat(PAGES.files().values().stream().map(PageFile::tag))
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

    assertThatThrownBy(
            () -> new PlaceOnPage(api, "Sample", Optional.empty(), link, "/anew", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new PlaceOnPage(api, "Sample", Optional.empty(), "/here", link, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> site(link, "/")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> site("/enter", link)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageOfSite(api, "Sample", "/enter", "/", Optional.of(link)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** All texts, also those that no script says. */
  private static Map<String, Object> json(String name) {
    Map<String, Object> texts = new TreeMap<>();
    JsonMapper.shared()
        .readTree(PageFile.beside(WaitingPage.class, name).bytes())
        .properties()
        .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
    return texts;
  }

  private static List<String> gaps(Object text) {
    return GAP.matcher((String) text).results().map(MatchResult::group).sorted().toList();
  }
}
