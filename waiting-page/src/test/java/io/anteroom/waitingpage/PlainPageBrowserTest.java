package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.anteroom.testkit.browser.Look;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that people whose browsers run no scripts wait as well as others. */
class PlainPageBrowserTest extends PageTest {

  /** Longer than anybody looks at it here. */
  private static final long LATER = 120_000;

  private Page open(String path, Browser browser) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("de-AT"));
    Page page = context.newPage();
    page.navigate(site.address() + path);
    return page;
  }

  private static void reads(Page page, String selector, String text) {
    PlaywrightAssertions.assertThat(page.locator(selector)).hasText(text);
  }

  @Test
  void saysWhereSomebodyStands(Browser browser) {
    site.sees(Status.waiting(1_042).estimated(290, 470).room("paused"));

    Page page = open("/waiting_room", browser);

    PlaywrightAssertions.assertThat(page).hasTitle("Noch 1\u00a0042 vor Ihnen · Warteraum");
    reads(page, "h1", "Sie stehen in der Schlange");
    reads(page, "#ahead dd", "1\u00a0042");
    reads(page, "#wait dd", "4–8 Min.");
    reads(page, "#number dd", "1\u00a0234");
    reads(page, "#serving dd", "191");
    reads(
        page,
        "#notice",
        "Die Schlange macht Pause. Ihr Platz bleibt Ihnen, und diese Seite macht weiter, sobald die"
            + " Schlange es tut.");
    reads(
        page,
        "noscript p",
        "Diese Seite sieht alle 10 Sekunden von selbst nach. Ihr Platz bleibt Ihnen.");
    PlaywrightAssertions.assertThat(page.locator("#more")).isHidden();
    PlaywrightAssertions.assertThat(page.locator("#left")).isHidden();
    assertThat(line.queries()).isEmpty();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "no-scripts.png")));
  }

  @Test
  void goesOnByItselfWhenTheTurnHasCome(Browser browser) {
    site.sees(Status.served(842));

    Page page = open("/waiting_room", browser);

    reads(page, "h1", "Sie sind an der Reihe");
    reads(page, "#left dd", "14 Min.");
    page.waitForURL(site.address() + "/shop?a=1&b=2");
  }

  @Test
  void waitsForWhoeverClaimsTheTurnByAButton(Browser browser) {
    site.sees(Status.served(59).nextPoll(LATER));
    Page page = open("/line", browser);
    reads(page, "#more", "Wählen Sie „Weiter“, wenn Sie so weit sind.");
    reads(page, "#left dd", "Unter einer Minute");

    page.locator("button").click();

    page.waitForURL(site.address() + "/line?a=1");
    assertThat(site.visits()).isEqualTo(1);
  }

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("closed", Status.waiting(300).estimated(4_000, 7_000).room("closed")),
        Arguments.of("served", Status.served(842)),
        Arguments.of("expired", Status.expired()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void hasNoBarriersAndFitsEveryScreen(String name, Status status, Browser browser) {
    site.sees(status.nextPoll(LATER));
    Page page = browser.newPage();

    page.navigate(site.address() + "/line");

    // Without scripts a page can't look again in any other way; axe-core takes it for a barrier.
    page.evaluate("document.querySelector('meta[http-equiv=refresh]')?.remove()");
    Look.at(page, "plain-" + name);
  }

  @Test
  void offersANewPlaceToWhoeverHasNone(Browser browser) {
    site.shows("Sample", Optional.empty());
    Page page = open("/line", browser);
    reads(page, "h1", "Sie haben keinen Platz in dieser Schlange");

    page.locator("#anew").click();

    page.waitForURL(site.address() + "/new_place?a=1&b=2");
  }
}
