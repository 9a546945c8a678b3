package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangerBrowserTest extends PanelTest {

  private static final String PROOF = "To go on, type the name of the room: Sample";

  @ParameterizedTest
  @ValueSource(strings = {"Reset", "Retire"})
  void wantsTheNameOfTheRoomTyped(String verb, Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses(verb + "…");
    operator.isAsked(verb + " Sample?").reads("dialog[open]", "This can’t be undone.");

    for (String wrong : new String[] {"", "sample", "Sample ", "Sampl"}) {
      operator.types(PROOF, wrong);
      assertThat(operator.button(verb + " Sample")).isDisabled();
      operator.page().keyboard().press("Enter");
    }

    operator.isAsked(verb + " Sample?");
    assertThat(origin.actions()).isEmpty();
  }

  @Test
  void resetsARoom(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Reset…");
    operator.reads("dialog[open] dl", "Serving counter200→0");
    Look.at(operator.page(), "panel-asked-to-reset");

    operator.types(PROOF, "Sample").presses("Reset Sample");

    operator.isAskedNothing().isTold("Done. Sample was reset: its counters are at 0.");
    operator.sees(".serving .number", "0");
  }

  @Test
  void retiresARoom(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Retire…");

    operator.types(PROOF, "Sample").presses("Retire Sample");

    operator.isAskedNothing().isTold("Done. Sample is gone.");
    operator.sees("#no-room", "There is no room Sample, or not any more.");
    assertThat(operator.find("#rooms-list li")).hasCount(0);
  }

  @Test
  void retiresARoomOnceAndLooksWhereNoAnswerComes(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Retire…");
    origin.losesAnswers(1);

    operator.types(PROOF, "Sample").presses("Retire Sample");

    operator.isAskedNothing().isTold("Done. Sample is gone.");
    assertThat(origin.actions()).hasSize(1);
  }

  @Test
  void looksForItselfWhereTheOriginDoesNotKnowWhatCameOfIt(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Retire…");
    origin.givesUpWaiting(1);

    operator.types(PROOF, "Sample").presses("Retire Sample");

    operator.isAskedNothing().isTold("Done. Sample is gone.");
    assertThat(origin.actions()).hasSize(1);
  }
}
