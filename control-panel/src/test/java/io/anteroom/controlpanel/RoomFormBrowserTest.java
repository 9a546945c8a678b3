package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomFormBrowserTest extends PanelTest {

  @Test
  void makesARoomAndOpensIt(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("New room…");
    operator.isAsked("New room").types("Name", "Spring-sale").types("Tokens are good for", "600");
    operator.reads("dialog[open]", "Tokens are good for: 3,600 s (60 min) → 600 s (10 min)");
    Look.at(operator.page(), "panel-new-room");

    operator.presses("Make the room");

    operator.isAskedNothing().isTold("Spring-sale is there, and open.");
    operator.sees("#room-name", "Spring-sale").reads("#rooms-list", "Spring-sale");
    assertThat(origin.actions().getLast().call()).isEqualTo("PUT /events/Spring-sale");
    assertThat(origin.actions().getLast().body()).hasToString("{\"validity_period\":600}");
  }

  @Test
  void makesNoRoomThatIsThereAlready(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("New room…");

    operator.types("Name", "Sample").presses("Make the room");

    operator.reads("dialog[open] [role=alert]", "There is a room Sample already.");
    assertThat(origin.actions()).isEmpty();
  }

  @Test
  void makesNoRoomOfANameThatCannotBe(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("New room…");

    operator.types("Name", "Spring sale").presses("Make the room");

    operator.reads("dialog[open] [role=alert]", "1 to 128 letters");
    assertThat(operator.field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(operator.field("Name")).isFocused();
  }

  @Test
  void sendsOnlyWhatWasChanged(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Settings…");
    operator.types("Tokens are good for", "1800").types("Joins in a second, at most", "500");
    operator.field("Pass turns on").check();
    operator.types("Time to come", "901").types("Time to come", "900");

    operator.presses("Save");

    operator.isTold(
        "Sample: Tokens are good for: 3,600 s (60 min) → 1,800 s (30 min); Pass turns on: off → on;"
            + " Joins in a second, at most: no limit → 500 a second.");
    assertThat(origin.actions().getLast().body())
        .hasToString(
            "{\"validity_period\":1800,\"incr_svc_on_queue_position_expiry\":true,"
                + "\"join_rate_limit\":500}");
  }

  @Test
  void sendsNothingWhereNothingWasChanged(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Settings…");

    operator.presses("Save");

    operator.reads("dialog[open] [role=alert]", "Nothing is changed yet.");
    assertThat(origin.actions()).isEmpty();
  }

  @Test
  void leadsToTheFieldThatCannotBe(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Settings…");

    operator.types("Time to come", "soon").presses("Save");

    operator.reads("dialog[open] [role=alert]", "Time to come: Seconds, 1 to 31536000");
    assertThat(operator.field("Time to come")).isFocused();
    Look.at(operator.page(), "panel-settings-refused");
    assertThat(origin.actions()).isEmpty();
  }

  @Test
  void leadsToTheFieldThatTheOriginRefuses(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Settings…");
    operator.types("Issuer", "https://line.example");
    origin.saysInstead(400, "issuer must be one of ours");

    operator.presses("Save");

    operator.reads("dialog[open] [role=alert]", "It says: issuer must be one of ours.");
    assertThat(operator.field("Issuer")).isFocused();
  }

  @Test
  void showsWhatSomebodyElseChangesMeanwhile(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser).presses("Settings…");
    operator.types("Tokens are good for", "1800");

    origin.rooms().put("Sample", Map.of("queue_position_expiry_period", 60));

    operator.reads(
        "dialog[open]",
        "Somebody else has changed this meanwhile. Time to come: 900 s (15 min) → 60 s.");
    assertThat(operator.field("Time to come")).hasValue("60");
    assertThat(operator.field("Tokens are good for")).hasValue("1800");
  }
}
