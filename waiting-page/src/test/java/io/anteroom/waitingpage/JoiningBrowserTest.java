package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that the page that stands alone takes one place, and keeps it. */
class JoiningBrowserTest extends PageTest {

  private static final String GETTING_A_PLACE = "We are getting you a place in the line.";
  private static final String NO_LOCKS =
      "Object.defineProperty(navigator, 'locks', { value: undefined });";
  static final String NO_STORAGE =
      """
      Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('not here', 'SecurityError'); },
      });
      """;
  private static final String LOADED_AHEAD =
      "Object.defineProperty(document, 'prerendering', { value: true, configurable: true });";

  @BeforeEach
  void standsAlone() {
    site.standsAlone("");
    line.says(Status.waiting(40));
  }

  private void asks(int place, Visit visit) {
    line.says(Status.waiting(place));
    visit.pass(5_000).reads("#ahead dd", Integer.toString(place));
  }

  private static String asked(String place) {
    return "event_id=Sample&request_id=" + place;
  }

  @Test
  void takesAPlaceAndKeepsItOverAReloadAndAfterItWasClosed(Browser browser) {
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");
    assertThat(line.joins()).containsExactly("{\"event_id\":\"Sample\"}");

    visit.page().reload();
    visit.reads("#ahead dd", "40");
    visit.page().close();
    visit.anotherTab().reads("#ahead dd", "40");

    assertThat(line.joins()).hasSize(1);
    assertThat(line.queries()).hasSize(3).containsOnly(asked(StubLine.place(1)));
  }

  @Test
  void hasItsPlaceStillWhenSomebodyComesBackToIt(Browser browser) {
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    visit.page().navigate(site.address() + "/shop");
    visit.page().goBack();

    visit.reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(1);
  }

  @Test
  void joinsOnceThoughTwoTabsRace(Browser browser) {
    line.holdsJoins();
    Visit first = Visit.to(site, browser).reads("#more", GETTING_A_PLACE);
    Visit second = first.anotherTab().reads("#more", GETTING_A_PLACE);

    line.letsJoinsGo();

    first.reads("#ahead dd", "40");
    second.reads("#ahead dd", "40");
    first.pass(1_000);
    second.pass(1_000);
    assertThat(line.joins()).hasSize(1);
    assertThat(line.queries()).containsOnly(asked(StubLine.place(1)));
  }

  @Test
  void hasOnePlaceInAllTabsWhereNothingKeepsThemFromRacing(Browser browser) {
    line.holdsJoins();
    Visit first = Visit.where(NO_LOCKS, site, browser).reads("#more", GETTING_A_PLACE);
    Visit second = first.anotherTab().reads("#more", GETTING_A_PLACE);
    Awaitility.await().until(() -> line.joins().size() == 2);

    line.letsJoinsGo();
    first.reads("#ahead dd", "40");
    second.reads("#ahead dd", "40");
    int before = line.queries().size();
    asks(39, first);
    asks(38, second);

    assertThat(line.queries().stream().skip(before).distinct()).hasSize(1);
  }

  @Test
  void triesToJoinAsLateAsItIsTold(Browser browser) {
    line.refusesJoins(429, Map.of("Retry-After", "30"));
    Visit visit =
        Visit.to(site, browser)
            .reads(
                "#notice",
                "Very many people want to join. This page keeps trying to get you a place.");

    line.takesJoins();
    visit.pass(37_499);
    assertThat(line.joins()).hasSize(1);
    visit.pass(1).reads("#ahead dd", "40");
  }

  @Test
  void triesToJoinLessOftenEachTime(Browser browser) {
    line.refusesJoins(503, Map.of());
    Visit visit =
        Visit.to(site, browser)
            .reads(
                "#notice",
                "The waiting room does not answer at the moment. This page keeps trying to get you"
                    + " a place.");

    long[] pauses = {2_500, 5_000, 10_000, 20_000};
    for (int tries = 1; tries <= pauses.length; tries++) {
      visit.pass(pauses[tries - 1] - 1);
      assertThat(line.joins()).hasSize(tries);
      visit.pass(1);
      visit.hasAttempted(tries + 1);
    }
    line.takesJoins();
    visit.pass(40_000).reads("#ahead dd", "40");
  }

  @Test
  void joinsAsSoonAsItIsOnlineAgain(Browser browser) {
    line.refusesJoins(503, Map.of());
    Visit visit = Visit.to(site, browser).isTitled("Not answering · Waiting room");
    visit.context().setOffline(true);
    visit
        .pass(2_500)
        .reads("#notice", "You are offline. This page gets you a place as soon as you are back.");

    line.takesJoins();
    visit.context().setOffline(false);

    visit.reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(2);
  }

  @Test
  void saysThatThereIsNoSuchLineUntilThereIs(Browser browser) {
    line.refusesJoins(404, Map.of());
    Visit visit = Visit.to(site, browser).reads("h1", "There is no such line");

    line.takesJoins();

    visit.pass(2_500).reads("#ahead dd", "40");
  }

  @Test
  void asksAClosedLineOnlyWhileSomebodyLooks(Browser browser) {
    line.refusesJoins(409, Map.of());
    Visit visit = Visit.to(site, browser).reads("h1", "This line is closed");

    visit.looksAway().pass(3_600_000);
    assertThat(line.joins()).hasSize(1);

    line.takesJoins();
    visit.looksAgain().reads("#ahead dd", "40");
  }

  @Test
  void believesNobodyInFrontOfTheLineThatThereIsNone(Browser browser) {
    line.losesJoins();

    Visit.to(site, browser)
        .isTitled("Not answering · Waiting room")
        .reads("h1", "One moment, please");
  }

  @Test
  void joinsInTheBackgroundToo(Browser browser) {
    Visit visit = Visit.inTheBackground(site, browser);

    Awaitility.await().until(() -> line.joins().size() == 1);
    assertThat(line.queries()).isEmpty();
    visit.looksAgain().reads("#ahead dd", "40");
  }

  @Test
  void takesNoPlaceForSomebodyWhoMayNeverCome(Browser browser) {
    Visit visit = Visit.where(LOADED_AHEAD, site, browser);
    visit.page().waitForLoadState();
    visit.pass(60_000);
    assertThat(line.joins()).isEmpty();

    visit.page().evaluate("document.dispatchEvent(new Event('prerenderingchange'))");

    visit.reads("#ahead dd", "40");
  }

  @Test
  void keepsItsPlaceWithTheTabWhereNothingElseIsKept(Browser browser) {
    Visit visit = Visit.where(NO_STORAGE, site, browser).reads("#ahead dd", "40");
    visit.reads(
        "#notice",
        "This browser keeps your place only as long as this page is open. Do not close it.");
    assertThat(visit.find("#kept").isVisible()).isFalse();

    visit.page().reload();
    visit.reads("#ahead dd", "40");

    assertThat(line.joins()).hasSize(1);
    assertThat(visit.page().url()).isEqualTo(site.page());
  }

  @Test
  void waitsForAnAnswerThatComesLateSinceItMayStandInTheLineAlready(Browser browser) {
    line.holdsJoins();
    Visit visit = Visit.to(site, browser).reads("#more", GETTING_A_PLACE);

    visit
        .pass(10_000)
        .reads(
            "#notice",
            "The waiting room does not answer at the moment. This page keeps trying to get you a"
                + " place.");
    visit.pass(49_999);
    line.letsJoinsGo();

    visit.reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(1);
  }

  @Test
  void waitsLongerWithItsNextTryWhenThereWasNoAnswer(Browser browser) {
    line.holdsJoins();
    Visit visit = Visit.to(site, browser).reads("#more", GETTING_A_PLACE);
    visit.pass(60_000).hasAttempted(1);
    line.letsJoinsGo();

    visit.pass(37_499);
    assertThat(line.joins()).hasSize(1);
    visit.pass(1).reads("#ahead dd", "40");
  }

  @Test
  void doesNotWaitForEverForATabThatSleepsOverItsWork(Browser browser) {
    line.holdsJoins();
    Visit asleep = Visit.to(site, browser).reads("#more", GETTING_A_PLACE);
    Visit visit = asleep.anotherTab().reads("#more", GETTING_A_PLACE);
    assertThat(line.joins()).hasSize(1);

    visit.pass(75_000);
    Awaitility.await().until(() -> line.joins().size() == 2);
    line.letsJoinsGo();

    visit.reads("#ahead dd", "40");
  }

  @Test
  void joinsAtOnceWhereAPlaceOfLongAgoHasEnded(Browser browser) {
    line.says(Status.expired());
    Visit visit = Visit.to(site, browser).reads("h1", "Your turn has passed");

    visit.page().reload();
    visit.reads("h1", "Your turn has passed");
    assertThat(line.joins()).hasSize(1);

    line.holdsJoins();
    visit.pass(3_600_000).page().reload();
    visit.reads("#more", GETTING_A_PLACE);
    line.says(Status.waiting(39));
    line.letsJoinsGo();

    visit.reads("#ahead dd", "39");
    assertThat(line.joins()).hasSize(2);
  }

  @Test
  void tellsWhereToWaitWithoutJavaScript(Browser browser) {
    try (var context =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      var page = context.newPage();
      page.navigate(site.page());

      page.waitForURL(site.address() + "/plain");
    }
  }
}
