package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.anteroom.testkit.browser.Barriers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that the page speaks the visitor's language. */
class LanguagesBrowserTest extends PageTest {

  @BeforeEach
  void hasALongLine() {
    line.says(Status.waiting(1_042).estimated(290, 470));
  }

  private Visit speaking(String language, Browser browser) {
    return Visit.to(
        site,
        browser,
        new Browser.NewContextOptions().setLocale(language).setViewportSize(360, 740));
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE,    ltr, Sie stehen in der Schlange, 1.042",
    "en-GB,    ltr, You are in the line,        '1,042'",
    "pt-PT,    ltr, Você está na fila,          1042",
    "zh-TW,    ltr, 您已在排隊,                 '1,042'",
    "zh-CN,    ltr, 您已在排队,                 '1,042'",
    "he-IL,    rtl, המקום שלך בתור נשמר,        '1,042'",
    "fa-IR,    rtl, شما در صف هستید,            ۱٬۰۴۲",
  })
  void speaksTheLanguageOfTheBrowser(
      String language, String direction, String headline, String ahead, Browser browser) {
    Visit visit = speaking(language, browser).reads("h1", headline).reads("#ahead dd", ahead);

    assertThat(visit.find("html").getAttribute("lang")).isEqualTo(language);
    assertThat(visit.find("html").getAttribute("dir")).isEqualTo(direction);
  }

  @Test
  void speaksEnglishWhereItDoesNotKnowTheLanguage(Browser browser) {
    Visit visit = speaking("eo", browser).reads("h1", "You are in the line");

    assertThat(visit.find("html").getAttribute("lang")).isEqualTo("en");
  }

  /** All that was painted of the headline, from the first moment on. */
  private static final String SEEN =
      """
      window.seen = new Set();
      const look = () => {
        const { lang, dir } = document.documentElement;
        const headline = document.querySelector('h1')?.innerText;
        if (headline) seen.add(`${lang} ${dir}: ${headline}`);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      """;

  @ParameterizedTest
  @ValueSource(strings = {"/waiting_room", "/alone"})
  void neverSpeaksAnotherLanguageInBetween(String path, Browser browser) {
    site.sees(Status.waiting(1_043).estimated(290, 470));
    BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("ar-EG"));
    Page page = context.newPage();
    page.addInitScript(SEEN);

    page.navigate(site.address() + path);

    page.waitForFunction("() => [...seen].some((seen) => seen.includes('أنت في الطابور'))");
    assertThat(((List<?>) page.evaluate("[...seen]")).stream().map(String::valueOf))
        .allMatch(seen -> seen.startsWith("ar-EG rtl: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ar-EG", "en-IN", "es", "fa", "he", "hi", "it", "ja", "pl", "pt-PT", "ru"})
  void saysBeforeTheScriptsRunWhatItSaysAfterwards(String language, Browser browser) {
    site.sees(Status.waiting(1_234_567).estimated(7_300, 4_000_000).room("paused"));
    line.hangs();

    List<String> before = seen(language, browser, "/line");
    List<String> after = seen(language, browser, "/waiting_room");

    assertThat(before).hasSizeGreaterThan(10);
    assertThat(after).containsSubsequence(before);
  }

  private List<String> seen(String language, Browser browser, String path) {
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setLocale(language))) {
      Page page = context.newPage();
      page.navigate(site.address() + path);
      if (path.equals("/waiting_room")) {
        page.waitForFunction("() => document.getElementById('looked').textContent");
      }
      List<?> texts =
          (List<?>)
              page.evaluate(
                  "[document.title, ...[...document.querySelectorAll("
                      + "'h1, dt, dd, #notice, .room, #look-now')].map((e) => e.innerText)]");
      return texts.stream().map(String::valueOf).toList();
    }
  }

  private static String languageOf(String texts) {
    return texts.replaceAll("texts\\.(.*)\\.json", "$1");
  }

  @Test
  void loadsOnlyTheTextsThatItSpeaksAndOnce(Browser browser) {
    speaking("de-DE", browser).reads("h1", "Sie stehen in der Schlange");

    assertThat(site.files())
        .filteredOn(name -> name.startsWith("texts.") && name.endsWith(".json"))
        .containsExactly("texts.de.json");
  }

  @Test
  void letsNobodyMissTheTurnForWantOfTexts(Browser browser) {
    site.hasNoTexts();
    line.says(Status.served(900));

    Visit visit = speaking("de-DE", browser);

    visit.page().waitForURL(site.address() + "/shop?a=1&b=2");
  }

  @ParameterizedTest
  @MethodSource("io.anteroom.waitingpage.WaitingPageTest#texts")
  void fitsAPhoneInEachLanguage(String texts, Browser browser) {
    String language = languageOf(texts);

    Visit visit = speaking(language, browser).reads("html", "lang", language);

    visit.photograph("language-" + language);
    assertThat(visit.scrollsSideways()).isFalse();
    visit.page().setViewportSize(320, 256);
    assertThat(visit.scrollsSideways()).isFalse();
    visit.page().clock().resume();
    assertThat(Barriers.on(visit.page())).isEmpty();
  }
}
