package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Barriers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    String language = texts.replaceAll("texts\\.(.*)\\.json", "$1");

    Visit visit = speaking(language, browser).reads("html", "lang", language);

    visit.photograph("language-" + language);
    assertThat(visit.scrollsSideways()).isFalse();
    visit.page().setViewportSize(320, 256);
    assertThat(visit.scrollsSideways()).isFalse();
    visit.page().clock().resume();
    assertThat(Barriers.on(visit.page())).isEmpty();
  }
}
