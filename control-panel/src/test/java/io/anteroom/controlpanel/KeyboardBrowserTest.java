package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** A night's work without a mouse. */
class KeyboardBrowserTest extends PanelTest {

  /** More than there is to reach on the page. */
  private static final int MOST_STEPS = 100;

  /** Goes on with Tab until something has the focus. */
  private static void tabTo(Operator operator, Locator there) {
    for (int i = 0; i < MOST_STEPS; i++) {
      if ((boolean) there.evaluate("element => element === document.activeElement")) {
        return;
      }
      operator.page().keyboard().press("Tab");
    }
    assertThat(there).isFocused();
  }

  @Test
  void reachesAndDoesEverythingByKeys(Browser browser) {
    origin.rooms().line("Night", 30, 10);
    Operator operator = Operator.at(site, browser);
    Keyboard keys = operator.page().keyboard();

    assertThat(operator.find("#key-id")).isFocused();
    keys.type(StubOrigin.KEY);
    keys.press("Tab");
    keys.type(StubOrigin.SECRET);
    keys.press("Enter");
    operator.reads("#rooms-list", "Sample");

    tabTo(operator, operator.find("#rooms-list a >> nth=1"));
    keys.press("Enter");
    operator.sees("#room-name", "Sample");
    assertThat(operator.find("#room-name")).isFocused();

    tabTo(operator, operator.button("+10 200 → 210"));
    keys.press("Enter");
    operator.isTold("Sample was at 200 and is at 210 (+10).");
    assertThat(operator.find(".step >> nth=1")).isFocused();

    keys.press("m");
    keys.type("-5");
    keys.press("Enter");
    operator.isAsked("Move Sample by −5?");
    keys.press("Enter");
    operator.isTold("Sample was at 210 and is at 205 (−5).").isAskedNothing();
    assertThat(operator.find("#by")).isFocused();

    tabTo(operator, operator.button("Reset…"));
    keys.press("Enter");
    keys.type("Sample");
    keys.press("Enter");
    operator.isTold("Sample was reset: its counters are at 0.").isAskedNothing();
    assertThat(operator.button("Reset…")).isFocused();

    keys.press("p");
    operator.isAsked("Pause Sample?");
    keys.press("Escape");
    operator.isAskedNothing().sees("#room-state", "Open");
  }

  @Test
  void leavesTheListOfRoomsOutForWhoWantsTheRoom(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);
    operator.page().evaluate("document.activeElement.blur()");

    tabTo(operator, operator.find("#skip"));
    operator.page().keyboard().press("Enter");

    assertThat(operator.find("#main")).isFocused();
    assertThat(operator.page()).hasURL(site.panel() + "#room=Sample");
  }
}
