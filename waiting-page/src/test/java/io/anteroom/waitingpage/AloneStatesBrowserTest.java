package io.anteroom.waitingpage;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what the page that stands alone looks like in each state, as far as it differs. */
class AloneStatesBrowserTest extends PageTest {

  /** What there is to see, and how it comes to that. */
  record State(String name, BiFunction<AloneStatesBrowserTest, Browser, Visit> visit) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<State> states() {
    return Stream.of(
        new State("joining", (test, browser) -> test.joining(503, browser).hasAttempted(1)),
        new State(
            "joining-busy",
            (test, browser) ->
                test.joining(429, browser)
                    .reads(
                        "#notice",
                        "Very many people want to join. This page keeps trying to get you a"
                            + " place.")),
        new State(
            "unknown",
            (test, browser) -> test.joining(404, browser).reads("h1", "There is no such line")),
        new State(
            "shut",
            (test, browser) -> test.joining(409, browser).reads("h1", "This line is closed")),
        new State("waiting", (test, browser) -> test.waiting(browser)),
        new State("waiting-offline", (test, browser) -> test.offline(browser)),
        new State("unkept", (test, browser) -> test.unkept(browser)),
        new State("served", (test, browser) -> test.served(browser)),
        new State("claiming", (test, browser) -> test.claiming(browser)),
        new State("expired", (test, browser) -> test.expired(browser)),
        new State("gone", (test, browser) -> test.gone(browser)),
        new State("went", (test, browser) -> test.back(browser, 3_600)),
        new State("over", (test, browser) -> test.back(browser, 0)));
  }

  @BeforeEach
  void standsAlone() {
    site.standsAlone("");
    line.letsIn(3_600);
    line.says(Status.waiting(1_042).estimated(290, 470));
  }

  private Visit joining(int refusal, Browser browser) {
    line.refusesJoins(refusal, Map.of());
    return Visit.to(site, browser);
  }

  private Visit waiting(Browser browser) {
    return Visit.to(site, browser).reads("#ahead dd", "1,042");
  }

  private Visit offline(Browser browser) {
    Visit visit = waiting(browser);
    visit.context().setOffline(true);
    return visit.isTitled("Offline · Waiting room");
  }

  private Visit unkept(Browser browser) {
    return Visit.where(JoiningBrowserTest.NO_STORAGE, site, browser).reads("#ahead dd", "1,042");
  }

  private Visit served(Browser browser) {
    line.says(Status.served(842));
    return Visit.to(site, browser).reads("#left dd", "14 min 2 sec");
  }

  private Visit claiming(Browser browser) {
    line.refusesTokens(503);
    Visit visit = served(browser);
    visit.find("#go").click();
    return visit.hasAttempted(2);
  }

  private Visit expired(Browser browser) {
    line.says(Status.expired());
    return Visit.to(site, browser).reads("h1", "Your turn has passed");
  }

  private Visit gone(Browser browser) {
    line.refuses(404);
    Visit visit = Visit.to(site, browser).isAnswered(1);
    return visit.pass(2_500).reads("h1", "Your place is not valid any more");
  }

  /** Somebody who was in, and has a token that is good for so long. */
  private Visit back(Browser browser, long expiresIn) {
    Visit visit = served(browser);
    visit.find("#go").click();
    visit.page().waitForURL(site.address() + "/shop");
    line.letsIn(expiresIn);
    visit.page().navigate(site.page());
    return visit.reads("body", "data-state", expiresIn > 0 ? "went" : "over");
  }

  @ParameterizedTest
  @MethodSource("states")
  void hasNoBarriersAndFitsEveryScreen(State state, Browser browser) {
    try (Visit visit = state.visit().apply(this, browser)) {
      // The engine sets timers of its own.
      visit.page().clock().resume();

      Look.at(visit.page(), "alone-" + state);
    }
  }
}
