package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that whoever waits in several tabs is one person, with one place. */
class TabsBrowserTest extends PageTest {

  private static final String NOT_VALID = "Your place is not valid any more";

  @BeforeEach
  void standsAlone() {
    site.standsAlone("");
  }

  /** Two tabs whose place is not known any more, as after a reset. */
  private Visit[] twoTabsOfALostPlace(Browser browser) {
    line.refuses(404);
    Visit first = Visit.to(site, browser).isAnswered(1);
    first.pass(2_500).reads("h1", NOT_VALID);
    Visit second = first.anotherTab().isAnswered(1);
    second.pass(2_500).reads("h1", NOT_VALID);
    line.says(Status.waiting(40));
    return new Visit[] {first, second};
  }

  @Test
  void hasANewPlaceInEachTabOnceOneHasTakenIt(Browser browser) {
    Visit[] tabs = twoTabsOfALostPlace(browser);

    tabs[0].find("#anew").click();

    tabs[0].reads("#ahead dd", "40");
    tabs[1].reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(2);
    assertThat(line.queries()).last().asString().contains(StubLine.place(2));
  }

  @Test
  void takesOneNewPlaceThoughTwoTabsAskForIt(Browser browser) {
    Visit[] tabs = twoTabsOfALostPlace(browser);
    line.holdsJoins();

    tabs[0].find("#anew").click();
    tabs[1].find("#anew").click();
    line.letsJoinsGo();

    tabs[0].reads("#ahead dd", "40").pass(1_000);
    tabs[1].reads("#ahead dd", "40").pass(1_000);
    assertThat(line.joins()).hasSize(2);
  }

  @Test
  void saysInTheOtherTabThatSomebodyWentOnAndLetsThemInThereToo(Browser browser) {
    line.says(Status.served(900));
    line.letsIn(3_600);
    Visit first = Visit.to(site, browser).reads("h1", "It is your turn");
    Visit second = first.anotherTab().reads("h1", "It is your turn");

    first.find("#go").click();
    first.page().waitForURL(site.address() + "/shop");

    second
        .reads("h1", "You have gone on already")
        .reads(
            "#more",
            "That was in this browser, perhaps on another tab. You can go on here too: choose"
                + " “Go on”.");
    second.find("#go").click();
    second.page().waitForURL(site.address() + "/shop");
    assertThat(line.joins()).hasSize(1);
  }
}
