package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds how somebody gets from the page that stands alone into the site. */
class GoingInBrowserTest extends PageTest {

  private static final String BEARER = "POST Bearer " + StubLine.TOKEN;
  private static final String TRIES_AGAIN =
      "That has not worked yet. This page tries again by itself.";

  /** All that a script of the page, or of the site, could read. */
  private static final String WITHIN_REACH =
      """
      [location.href, document.referrer, document.cookie, document.documentElement.outerHTML,
       JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state),
       window.name].join(' ')
      """;

  @BeforeEach
  void isServed() {
    site.standsAlone("");
    line.says(Status.served(900));
    line.letsIn(3_600);
  }

  private Visit served(Browser browser) {
    return Visit.to(site, browser).reads("h1", "It is your turn");
  }

  private Visit wantsIn(Browser browser) {
    Visit visit = served(browser);
    visit.find("#go").click();
    return visit;
  }

  private void isIn(Visit visit, String where) {
    visit.page().waitForURL(site.address() + where);
  }

  @Test
  void goesInOnlyWhenSomebodyWantsTo(Browser browser) {
    Visit visit = served(browser).reads("#left dd", "15 min 0 sec");
    visit.pass(600_000);
    assertThat(line.claims()).isEmpty();

    visit.find("#go").click();

    isIn(visit, "/shop");
    assertThat(line.claims())
        .containsExactly("{\"event_id\":\"Sample\",\"request_id\":\"" + StubLine.place(1) + "\"}");
    assertThat(site.entered()).containsExactly(BEARER);
  }

  @Test
  void goesInByKeyboard(Browser browser) {
    Visit visit = served(browser);

    visit.page().keyboard().press("Tab");
    assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("go");
    assertThat(visit.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    visit.page().keyboard().press("Enter");

    isIn(visit, "/shop");
  }

  @Test
  void goesToWhereSomebodyCameFrom(Browser browser) {
    site.standsAlone("?return_to=%2Fshop%2Fseats%3Frow%3D1%26seat%3Da%2520b");

    isIn(wantsIn(browser), "/shop/seats?row=1&seat=a%20b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//example.org/",
        "///example.org/",
        "/\\example.org/",
        "\\\\example.org/",
        "/\t/example.org/",
        "/\n\\example.org/",
        "https://example.org/",
        "javascript:alert(1)",
        "shop",
        "",
      })
  void goesNowhereElse(String hostile, Browser browser) {
    site.standsAlone("?return_to=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));

    isIn(wantsIn(browser), "/shop");
  }

  @Test
  void keepsItsTokenFromEveryScript(Browser browser) {
    Visit visit = wantsIn(browser);
    isIn(visit, "/shop");

    assertThat((String) visit.page().evaluate(WITHIN_REACH)).doesNotContain("c2lnbmF0dXJl");
    assertThat(line.queries()).noneMatch(query -> query.contains("c2lnbmF0dXJl"));
    assertThat(visit.complaints()).noneMatch(words -> words.contains("Content Security Policy"));
  }

  @Test
  void asksForOneTokenHoweverOftenSomebodyChooses(Browser browser) {
    Visit visit = served(browser);

    visit.page().evaluate("for (let i = 0; i < 5; i += 1) document.getElementById('go').click();");

    isIn(visit, "/shop");
    assertThat(line.claims()).hasSize(1);
  }

  @Test
  void triesAgainAsLateAsItIsToldAndSaysSo(Browser browser) {
    line.refusesTokens(503, Map.of("Retry-After", "20"));
    Visit visit =
        wantsIn(browser).reads("h1", "You are being let in").reads("#notice", TRIES_AGAIN);

    line.letsIn(3_600);
    visit.pass(24_999);
    assertThat(line.claims()).hasSize(1);
    visit.pass(1);

    isIn(visit, "/shop");
  }

  @Test
  void triesAgainSoonWhereTheSiteHasTrouble(Browser browser) {
    site.opens(503);
    Visit visit = wantsIn(browser).reads("#notice", TRIES_AGAIN);
    assertThat(site.entered()).containsExactly(BEARER);

    site.opens(204);
    visit.pass(2_500);

    isIn(visit, "/shop");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403})
  void saysThatTheSiteLetsNobodyInAndTriesAgainNowAndThen(int refusal, Browser browser) {
    site.opens(refusal);
    Visit visit =
        wantsIn(browser)
            .reads("#notice", "The site does not let you in yet. This page keeps trying.");

    site.opens(204);
    visit.pass(37_499);
    assertThat(site.entered()).containsExactly(BEARER);
    visit.pass(1);

    isIn(visit, "/shop");
  }

  @Test
  void hasItsTokenStillWhenTheTurnHasPassedBeforeTheSiteTookIt(Browser browser) {
    site.opens(503);
    Visit visit = wantsIn(browser).reads("#notice", TRIES_AGAIN);
    line.says(Status.expired());
    site.opens(204);

    visit.page().reload();
    visit.reads("h1", "It is your turn").find("#go").click();

    isIn(visit, "/shop");
    assertThat(line.joins()).hasSize(1);
  }

  @Test
  void saysWhatIsWrongToWhomTheSiteSendsBackAtOnce(Browser browser) {
    site.sendsBack();
    Visit visit = wantsIn(browser).reads("h1", "You have gone on already");

    visit.reads(
        "#notice",
        "If the site sent you back here, allow cookies for it, and choose “Go on” again.");
  }

  @Test
  void goesInOnceItIsOnlineAgain(Browser browser) {
    Visit visit = served(browser);
    visit.context().setOffline(true);
    visit.isTitled("Offline · Waiting room");
    visit.find("#go").click();
    visit.reads("h1", "You are being let in").isTitled("Offline · Waiting room");

    visit.context().setOffline(false);

    isIn(visit, "/shop");
  }

  @Test
  void waitsOnWhenItIsNotItsTurnAfterAll(Browser browser) {
    line.refusesTokens(202);
    Visit visit = wantsIn(browser).reads("#notice", TRIES_AGAIN);

    line.says(Status.waiting(2));
    visit.pass(2_500).reads("#ahead dd", "2");

    assertThat(visit.find("#go").isVisible()).isFalse();
    assertThat(line.joins()).hasSize(1);
  }

  @Test
  void saysThatTheTurnHasPassedAndTakesANewPlaceByKeyboard(Browser browser) {
    line.refusesTokens(410);
    Visit visit = served(browser);
    visit.page().keyboard().press("Tab");
    visit.page().keyboard().press("Enter");
    visit.reads("h1", "Your turn has passed");
    assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("headline");

    line.says(Status.waiting(40));
    visit.page().keyboard().press("Tab");
    assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("anew");
    visit.page().keyboard().press("Enter");

    visit.pass(1_000).reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(2);
  }

  @Test
  void believesTheSecondAnswerThatThePlaceIsUnknown(Browser browser) {
    line.refusesTokens(404);
    Visit visit = wantsIn(browser).reads("#notice", TRIES_AGAIN);

    visit.pass(2_500).reads("h1", "Your place is not valid any more");

    line.says(Status.waiting(40));
    visit.find("#anew").click();
    visit.reads("#ahead dd", "40");
  }

  @Test
  void doesNotBelieveASingleAnswerThatThePlaceIsUnknown(Browser browser) {
    line.refusesTokens(404);
    Visit visit = wantsIn(browser).reads("#notice", TRIES_AGAIN);

    line.letsIn(3_600);
    visit.pass(2_500);

    isIn(visit, "/shop");
  }

  @Test
  void letsWhoComesBackGoOnAgainWhateverTheLineSaysMeanwhile(Browser browser) {
    Visit visit = wantsIn(browser);
    isIn(visit, "/shop");
    line.says(Status.expired());

    visit.page().navigate(site.page());
    visit.reads("h1", "You have gone on already").find("#go").click();

    isIn(visit, "/shop");
    assertThat(line.joins()).hasSize(1);
    assertThat(site.entered()).hasSize(2);
  }

  @Test
  void offersANewPlaceOnceTheOldOneIsUsedUp(Browser browser) {
    Visit visit = wantsIn(browser);
    isIn(visit, "/shop");
    line.refusesTokens(410);

    visit.page().navigate(site.page());
    visit.reads("h1", "You have no place in this line");

    line.says(Status.waiting(40));
    visit.find("#anew").click();
    visit.reads("#ahead dd", "40");
    assertThat(line.joins()).hasSize(2);
  }

  @Test
  void letsNobodyInWithATokenThatHasRunOut(Browser browser) {
    Visit visit = wantsIn(browser);
    isIn(visit, "/shop");
    line.letsIn(0);

    visit.page().navigate(site.page());

    visit.reads("h1", "You have no place in this line");
    assertThat(site.entered()).hasSize(1);
  }

  @Test
  void saysAloudThatItIsTheTurnAndWhatToDo(Browser browser) {
    line.says(Status.waiting(0));
    Visit visit = Visit.to(site, browser).reads("h1", "You are next");

    line.says(Status.served(900));
    visit.pass(5_000).reads("h1", "It is your turn");

    assertThat(visit.heard())
        .last()
        .isEqualTo(
            "It is your turn. Choose “Go on” when you are ready. Time left to go on: 15 min 0"
                + " sec.");

    visit.looksAway().pass(780_000);
    assertThat(visit.heard()).last().isEqualTo("Time left to go on: 2 min 0 sec.");
    visit.pass(90_000);
    assertThat(visit.heard()).last().isEqualTo("Time left to go on: 0 min 30 sec.");
  }
}
