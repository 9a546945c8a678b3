package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FreshBrowserTest extends PanelTest {

  private Operator atSample(Browser browser) {
    Operator operator = Operator.at(site, browser).withAClock();
    operator.page().navigate(site.panel() + "#room=Sample");
    return operator.signIn().sees(".serving .number", "200");
  }

  @Test
  void saysAsOfWhenItsNumbersAre(Browser browser) {
    Operator operator = atSample(browser);

    assertThat(operator.find("#as-of")).hasText(Pattern.compile("As of \\d\\d:\\d\\d:\\d\\d"));
    assertThat(operator.find("#stale")).isHidden();
  }

  @Test
  void saysThatNumbersAreOldAndHowOldAndComesBackByItself(Browser browser) {
    Operator operator = atSample(browser);
    origin.isDown(true);

    operator.passes(9_000);

    operator.reads("#stale", "Numbers are").reads("#stale", "The private origin does not answer.");
    assertThat(operator.find("#stale-age")).hasText(Pattern.compile("Numbers are \\d+ s old, .*"));
    assertThat(operator.find("#said-at-once")).containsText("Numbers are old.");
    assertThat(operator.find(".serving .number")).hasCSS("font-style", "italic");

    origin.isWell();
    operator.passes(20_000);
    assertThat(operator.find("#stale")).isHidden();
    assertThat(operator.find("#said")).hasText("Numbers are fresh again.");
    assertThat(operator.find(".serving .number")).hasCSS("font-style", "normal");
  }

  @Test
  void takesNumbersForOldAtOnceWhereTheOriginSaysThatItKnowsNothingNew(Browser browser) {
    Operator operator = atSample(browser);
    origin.saysInstead(503, "the state of the room is not known at the moment");

    operator.passes(2_500);

    operator.reads("#stale", "It says: the state of the room is not known at the moment.");
  }

  @Test
  void saysOnceThatTheNumbersOfTheRoomAreOldThoughThoseOfTheListAreFresh(Browser browser) {
    Operator operator = atSample(browser);
    operator
        .page()
        .evaluate(
            """
            () => {
              window.said = 0;
              new MutationObserver(() => { window.said += 1; })
                .observe(document.getElementById('said-at-once'), { childList: true });
            }
            """);
    origin.refuses("/events/Sample", 503, "the state of the room is not known at the moment");

    for (int look = 0; look < 4; look++) {
      long before = origin.timesAsked("GET /events");
      operator.passes(2_500);
      await().until(() -> origin.timesAsked("GET /events") > before);
    }

    operator.reads("#stale", "It says: the state of the room is not known at the moment.");
    assertThat(operator.find("#stale")).isVisible();
    Assertions.assertThat(operator.page().evaluate("said")).isEqualTo(1);
  }

  @Test
  void leavesWhoComesBackToTheTabAMomentToGetNewNumbers(Browser browser) {
    Operator operator = atSample(browser).looksAway();
    operator.page().route(origin.address() + "/**", _ -> {});
    long now = ((Number) operator.page().evaluate("Date.now()")).longValue();
    operator.page().clock().pauseAt(now + 120_000);

    operator.looksAgain().passes(1_000);

    assertThat(operator.find("#stale")).isHidden();
    operator.passes(1_000);
    assertThat(operator.find("#stale")).isVisible();
  }
}
