package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterBrowserTest extends PanelTest {

  private static final String MOVE = "POST /increment_serving_counter";

  private Operator atSample(Browser browser) {
    return Operator.of("Sample", site, browser).sees(".serving .number", "200");
  }

  @Test
  void saysOnTheButtonWhatComesOfAStep(Browser browser) {
    Operator operator = atSample(browser);
    assertThat(operator.find(".step"))
        .hasText(new String[] {"+1 200 → 201", "+10 200 → 210", "+100 200 → 300"});

    operator.presses("+10 200 → 210");

    operator.isTold("Done. Sample was at 200 and is at 210 (+10).");
    operator.sees(".serving .number", "210").reads("#counter", "1,024 people wait");
    assertThat(operator.find("#said")).hasText("Done. Sample was at 200 and is at 210 (+10).");
  }

  @Test
  void countsAStepFromWhereverTheCounterIsByThen(Browser browser) {
    Operator operator = atSample(browser);
    operator.looksAway();
    origin.rooms().move("Sample", 15);

    operator.presses("+1 200 → 201");

    operator.isTold("Sample was at 215 and is at 216 (+1).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250    | Lets in numbers 201 to 450.
          +1     | Lets in number 201.
          2000   | Lets in numbers 201 to 2,200. 966 of them are not given yet: as many as join next are let in at once.
          -10    | Numbers 191 to 200 wait again. Those who have a token keep it.
          −200   | Numbers 1 to 200 wait again. Those who have a token keep it.
          -201   | −201 is more than the counter can move.
          9007199254740991 | +9,007,199,254,740,991 is more than the counter can move.
          1.5    | That has to be a whole number other than 0.
          0      | That has to be a whole number other than 0.
          ten    | That has to be a whole number other than 0.
          """)
  void saysWhatANumberMeansWhileItIsTyped(String typed, String means, Browser browser) {
    Operator operator = atSample(browser);

    operator.types("Move by", typed);

    operator.sees("#by-means", means);
  }

  @Test
  void asksBeforeItMovesByANumberOfOnesOwn(Browser browser) {
    Operator operator = atSample(browser).types("Move by", "250");

    operator.presses("Move 200 → 450…").isAsked("Move Sample by +250?");
    operator.sees("dialog[open] .from-to", "200→450");
    assertThat(origin.actions()).isEmpty();
    operator.presses("Move to 450");

    operator.isAskedNothing().isTold("Sample was at 200 and is at 450 (+250).");
    assertThat(operator.find("#by")).hasValue("");
    assertThat(origin.actions()).hasSize(1);
  }

  @Test
  void movesNothingWhereSomebodyThinksBetter(Browser browser) {
    Operator operator = atSample(browser).types("Move by", "-10").presses("Move 200 → 190…");

    operator.isAsked("Move Sample by −10?").page().keyboard().press("Escape");

    operator.isAskedNothing();
    assertThat(origin.actions()).isEmpty();
    assertThat(operator.find("#by")).hasValue("-10");
  }

  @Test
  void asksAgainWhereSomebodyElseWasFaster(Browser browser) {
    Operator operator = atSample(browser).types("Move by", "50").presses("Move 200 → 250…");
    origin.rooms().move("Sample", 15);

    operator.presses("Move to 250");

    operator.reads(
        "dialog[open]", "somebody else was faster, and took the counter from 200 to 215.");
    operator.sees("dialog[open] .from-to", "215→265");
    Look.at(operator.page(), "panel-moved-meanwhile");
    operator.presses("Move to 265").isAskedNothing();
    operator.isTold("Sample was at 215 and is at 265 (+50).");
  }

  @Test
  void standsStillWhereTheRoomIsPaused(Browser browser) {
    origin.rooms().put("Sample", Map.of("paused", true));

    Operator operator = atSample(browser);

    operator.reads("#counter", "This room is paused, so its counter stands still.");
    assertThat(operator.button("+1 200 → 201")).isDisabled();
    assertThat(operator.find("#by")).isDisabled();
    Look.at(operator.page(), "panel-room-paused");
  }

  @Test
  void saysWhyAMoveIsRefused(Browser browser) {
    Operator operator = atSample(browser).looksAway();
    origin.rooms().put("Sample", Map.of("paused", true));

    operator.presses("+1 200 → 201");

    operator.isTold("Not done. Move Sample by +1: Refused. It says: this room is paused");
    assertThat(operator.find("#said-at-once")).containsText("Not done. Move Sample by +1");
    Look.at(operator.page(), "panel-refused");
  }

  @Test
  void movesOnceThoughTheAnswerIsLost(Browser browser) {
    Operator operator = atSample(browser);
    origin.losesAnswers(2);

    operator.presses("+100 200 → 300");

    operator.isTold("Sample was at 200 and is at 300 (+100).");
    assertThat(origin.actions()).hasSize(3).extracting(StubOrigin.Asked::key).containsOnly(key());
    assertThat(origin.rooms().number("Sample", "serving_counter")).isEqualTo(300);
  }

  private Optional<String> key() {
    return origin.actions().getFirst().key();
  }

  @Test
  void saysThatNobodyKnowsAndAsksOnceMoreForTheSameMove(Browser browser) {
    Operator operator = atSample(browser);
    origin.losesAnswers(3);

    operator.presses("+100 200 → 300");

    operator.isTold("Not known. Move Sample by +100: There was no good answer");
    operator.sees(".serving .number", "300");
    Look.at(operator.page(), "panel-not-known");
    operator.presses("Ask for +100 again").isTold("Done. Sample was at 200 and is at 300 (+100).");
    assertThat(origin.actions()).hasSize(4).extracting(StubOrigin.Asked::key).containsOnly(key());
    assertThat(origin.rooms().number("Sample", "serving_counter")).isEqualTo(300);
  }

  @Test
  void asksOnceMoreOnlyInTheRoomInWhichSomebodyMoved(Browser browser) {
    origin.rooms().line("Night", 30, 10);
    Operator operator = atSample(browser);
    origin.losesAnswers(3);
    operator.presses("+100 200 → 300").isTold("Not known.");

    operator.page().navigate(site.panel() + "#room=Night");
    operator.sees("#room-name", "Night");
    assertThat(operator.find("text=Ask for +100 again")).isHidden();
    operator.page().navigate(site.panel() + "#room=Sample");

    assertThat(operator.find("text=Ask for +100 again")).isVisible();
  }

  @Test
  void asksForNoMoveThatTheRoomHasForgotten(Browser browser) {
    Operator operator = Operator.at(site, browser).withAClock();
    operator.page().navigate(site.panel() + "#room=Sample");
    operator.signIn().sees(".serving .number", "200");
    origin.isDown(true);
    operator.presses("+100 200 → 300").isTold("Not known.");
    long before = origin.actions().size();
    origin.isWell();

    origin.passes(Duration.ofMinutes(10));
    operator.passes(600_000);
    operator.presses("Ask for +100 again");

    operator.isTold("That was too long ago to be asked for again.");
    assertThat(origin.actions()).hasSize((int) before);
  }

  @Test
  void movesOnceHoweverFastSomebodyClicks(Browser browser) {
    Operator operator = atSample(browser);

    operator.button("+10 200 → 210").evaluate("button => { button.click(); button.click(); }");

    operator.isTold("Sample was at 200 and is at 210 (+10).");
    assertThat(origin.actions()).extracting(StubOrigin.Asked::call).containsExactly(MOVE);
  }

  @Test
  void doesNotTakeAMoveForDoneThatWaitsForAnother(Browser browser) {
    Operator operator = atSample(browser).types("Move by", "5").presses("Move 200 → 205…");
    origin.losesAnswers(3);

    // As somebody does who is quicker than the dialog.
    operator
        .button("Move to 205")
        .evaluate(
            """
            (yes) => {
              document.querySelector('.step').click();
              yes.click();
            }
            """);

    operator.reads("dialog[open] [role=alert]", "Another move is still under way.");
  }
}
