package io.anteroom.controlpanel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesBrowserTest extends PanelTest {

  @ParameterizedTest
  @CsvSource({
    "false, false, Pause,  Open→Paused,              Paused",
    "true,  false, Resume, Paused→Open,              Open",
    "false, false, Close,  Open→Closed,              Closed",
    "true,  true,  Open,   Paused and Closed→Paused, Paused",
  })
  void saysFromWhatToWhatBeforeARoomIsSwitched(
      boolean paused, boolean closed, String verb, String fromTo, String after, Browser browser) {
    origin.rooms().put("Sample", Map.of("paused", paused, "closed", closed));
    Operator operator = Operator.of("Sample", site, browser).presses(verb + "…");
    operator.isAsked(verb + " Sample?").sees("dialog[open] .from-to", fromTo);
    assertThat(origin.actions()).isEmpty();

    operator.presses(verb);

    operator.isAskedNothing().isTold("Done. Sample is now: " + after + ".");
    operator.sees("#room-state", after);
  }

  @Test
  void looksForItselfWhereNoAnswerComes(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Pause…");
    origin.losesAnswers(1);

    operator.presses("Pause");

    operator.isAskedNothing().isTold("Done. Sample is now: Paused.");
    assertThat(origin.actions()).hasSize(1);
  }

  @Test
  void saysThatNobodyKnowsWhereItDoesNotLookDone(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Pause…");
    origin.isDown(true);

    operator.presses("Pause");

    operator.reads(
        "dialog[open] [role=alert]", "it may have been done, or may still be within a minute");
    Look.at(operator.page(), "panel-asked-in-vain");
    origin.isWell();
    operator.presses("Pause").isAskedNothing().isTold("Done. Sample is now: Paused.");
  }

  @Test
  void asksByKeysAndPausesByEnter(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);

    operator.page().keyboard().press("p");
    operator.isAsked("Pause Sample?").page().keyboard().press("Enter");

    operator.isTold("Sample is now: Paused.").isAskedNothing();
  }
}
