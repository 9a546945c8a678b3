package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds how people get to the site, and that nobody is sent in circles. */
class GoingOnBrowserTest extends PageTest {

  @Test
  void goesOnByItselfWhenTheTurnHasCome(Browser browser) {
    line.says(Status.waiting(3));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "3");

    line.says(Status.served(900));
    visit.pass(5_000);

    visit.page().waitForURL(site.address() + "/shop?a=1&b=2");
    assertThat(site.visits()).isEqualTo(1);
  }

  @Test
  void waitsLongerEachTimeTheSiteSendsItBack(Browser browser) {
    line.says(Status.served(900));
    site.sendsBack();
    Visit visit = Visit.to(site, browser);

    long[] pauses = {5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000};
    for (int times = 1; times <= pauses.length; times++) {
      visit.isBack(times).pass(pauses[times - 1] - 1);
      assertThat(site.visits()).isEqualTo(times);
      visit.pass(1);
    }
    visit.isBack(pauses.length + 1);
  }

  @Test
  void staysWhenTheTurnPassesBeforeItGoes(Browser browser) {
    line.says(Status.served(3));
    site.sendsBack();
    Visit visit = Visit.to(site, browser).isBack(1);
    visit.pass(4_000).reads("#left dd", "0 min 0 sec");

    line.says(Status.expired());
    visit.looksAway().looksAgain().reads("h1", "Your turn has passed").pass(60_000);

    assertThat(site.visits()).isEqualTo(1);
  }

  @Test
  void doesNotLeaveForAnErrorPageWhileItIsOffline(Browser browser) {
    line.says(Status.served(900));
    site.sendsBack();
    Visit visit = Visit.to(site, browser).isBack(1);

    visit.context().setOffline(true);
    visit.isTitled("Offline · Waiting room").pass(60_000).reads("h1", "It is your turn");
    assertThat(site.visits()).isEqualTo(1);

    visit.context().setOffline(false);
    visit.isTitled("It is your turn · Waiting room").pass(5_000).isBack(2);
  }

  @Test
  void staysUntilThereIsSomebodyToGoTo(Browser browser) {
    line.says(Status.waiting(3));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "3");
    site.loses("mark.svg");
    line.says(Status.served(900));

    visit.pass(5_000).reads("h1", "It is your turn");
    visit.hasTried(1).pass(7_500).hasTried(2).pass(7_500).hasTried(3);
    assertThat(site.visits()).isZero();

    site.loses();
    visit.pass(7_500);
    visit.page().waitForURL(site.address() + "/shop?a=1&b=2");
  }

  @Test
  void loadsAgainWhereItsScriptsDidNotAllArrive(Browser browser) {
    line.says(Status.served(900));
    site.loses("pace.js");
    Visit visit = Visit.to(site, browser).reads("h1", "One moment, please");

    visit.pass(22_499);
    assertThat(line.queries()).isEmpty();
    site.loses();
    visit.pass(1);

    visit.page().waitForURL(site.address() + "/shop?a=1&b=2");
  }

  @Test
  void letsSomebodyWhoWaitsLookByKeyboard(Browser browser) {
    line.says(Status.waiting(3));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "3");

    visit.page().keyboard().press("Tab");
    assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("look-now");
    assertThat(visit.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    visit.page().keyboard().press("Enter");

    visit.page().waitForURL(site.address() + "/shop?a=1&b=2");
  }

  @Test
  void offersANewPlaceByKeyboardWhenTheOldOneIsOver(Browser browser) {
    site.shows("Sample", Optional.empty());
    Visit visit = Visit.to(site, browser).isTitled("You have no place in this line · Waiting room");

    visit.page().keyboard().press("Tab");
    assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("anew");
    visit.page().keyboard().press("Enter");

    visit.page().waitForURL(site.address() + "/new_place?a=1&b=2");
  }

  @Test
  void neverAsksWithoutAPlace(Browser browser) {
    site.shows("Sample", Optional.empty());
    Visit visit = Visit.to(site, browser).isTitled("You have no place in this line · Waiting room");

    visit.looksAway().looksAgain().pass(600_000);

    assertThat(line.queries()).isEmpty();
  }

  @Test
  void keepsItsProgressOverAReloadAndInASecondTab(Browser browser) {
    line.says(Status.waiting(99));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "99");
    line.says(Status.waiting(49));
    visit.pass(5_000).reads("#ahead dd", "49");

    visit.page().reload();
    visit.reads("#ahead dd", "49");

    assertThat(visit.page().evaluate("document.getElementById('progress').value")).isEqualTo(510);
    var secondTab = visit.context().newPage();
    secondTab.navigate(site.address() + "/waiting_room");
    secondTab.waitForCondition(
        () -> secondTab.evaluate("document.getElementById('progress').value").equals(510));
  }

  @Test
  void worksWithoutScripts(Browser browser) {
    try (var context =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      var page = context.newPage();
      page.navigate(site.address() + "/waiting_room");

      assertThat(page.locator("meta[http-equiv=refresh]").getAttribute("content"))
          .endsWith("; url=/shop?a=1&b=2");
      assertThat(page.locator("main").innerText()).contains("looks again by itself");
      page.locator("#look-now").click();
      page.waitForURL(site.address() + "/shop?a=1&b=2");

      site.shows("Sample", Optional.empty());
      page.navigate(site.address() + "/waiting_room");
      assertThat(page.locator("meta[http-equiv=refresh]").count()).isZero();
      page.locator("#anew").click();
      page.waitForURL(site.address() + "/new_place?a=1&b=2");
    }
  }
}
