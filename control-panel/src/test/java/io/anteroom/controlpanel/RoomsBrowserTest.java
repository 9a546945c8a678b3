package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Barriers;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomsBrowserTest extends PanelTest {

  private void makeMore() {
    origin.rooms().line("Spring-sale", 48_210, 12_400);
    origin.rooms().put("Spring-sale", Map.of("paused", true));
    origin.rooms().put("Night", Map.of("closed", true));
    origin.rooms().put("Tickets.2026", Map.of("paused", true, "closed", true));
  }

  @Test
  void tellsAllRoomsAtAGlanceInTheOrderOfTheirNames(Browser browser) {
    makeMore();

    Operator operator = Operator.at(site, browser).signIn();

    assertThat(operator.find("#rooms-list li"))
        .hasText(
            new String[] {
              "NightClosed0 wait · serving 0",
              "SampleOpen1,034 wait · serving 200",
              "Spring-salePaused35,810 wait · serving 12,400",
              "Tickets.2026PausedClosed0 wait · serving 0"
            });
    operator.sees("#no-room", "Choose a room.");
    Look.at(operator.page(), "panel-rooms");
  }

  @Test
  void opensTheOnlyRoomByItself(Browser browser) {
    Operator operator = Operator.at(site, browser).signIn();

    operator.sees("#room-name", "Sample");
    assertThat(operator.page()).hasURL(site.panel() + "#room=Sample");
  }

  @Test
  void opensTheRoomThatTheAddressNames(Browser browser) {
    makeMore();

    Operator operator = Operator.of("Spring-sale", site, browser);

    operator.sees("#room-state", "Paused").sees(".serving .number", "12,400");
    assertThat(operator.page()).hasTitle("Spring-sale: 35,810 wait · Anteroom");
    assertThat(operator.find("#rooms-list [aria-current]")).containsText("Spring-sale");
  }

  @Test
  void hasNoBarriersOnAPhoneWhereThereIsRoomForOneAtATime(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);
    operator.page().setViewportSize(390, 844);

    assertThat(operator.find("#rooms")).isHidden();
    assertThat(Barriers.on(operator.page())).isEmpty();
    operator.page().navigate(site.panel() + "#");
    assertThat(operator.find("#rooms")).isVisible();
    assertThat(Barriers.on(operator.page())).isEmpty();
  }

  @Test
  void saysThatARoomIsNotThere(Browser browser) {
    makeMore();
    Operator operator = Operator.of("Sample", site, browser);

    operator.page().navigate(site.panel() + "#room=Nowhere");
    operator.sees("#no-room", "There is no room Nowhere, or not any more.");
    operator.page().navigate(site.panel() + "#room=..%2F..");
    operator.sees("#no-room", "There is no room ../.., or not any more.");

    assertThat(operator.mistakes()).isEmpty();
  }

  @Test
  void saysSoWhereThereAreNoRooms(Browser browser) {
    origin.rooms().retire("Sample");

    Operator operator = Operator.at(site, browser).signIn();

    operator.sees("#rooms-note", "There are no rooms yet.");
    assertThat(operator.find("#no-room")).isHidden();
    Look.at(operator.page(), "panel-no-rooms");
  }

  @Test
  void seesWhatOthersDoToRooms(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);

    origin.rooms().put("Added", Map.of());
    origin.rooms().put("Sample", Map.of("paused", true));

    operator.reads("#rooms-list", "Added").sees("#room-state", "Paused");
    origin.rooms().retire("Sample");
    operator.sees("#no-room", "There is no room Sample, or not any more.");
    assertThat(operator.find("#rooms-list li")).hasCount(1);
  }

  @Test
  void findsARoomAmongMany(Browser browser) {
    for (int i = 1; i <= 9; i++) {
      origin.rooms().put("Room-" + i, Map.of());
    }
    Operator operator = Operator.of("Sample", site, browser);
    assertThat(operator.find("#rooms-list li:visible")).hasCount(10);

    operator.page().keyboard().press("/");
    operator.page().keyboard().type("room-7");

    assertThat(operator.find("#rooms-list li:visible")).containsText(new String[] {"Room-7"});
  }

  @Test
  void goesFromRoomToRoomByKeys(Browser browser) {
    makeMore();
    Operator operator = Operator.of("Sample", site, browser);

    operator.page().keyboard().press("j");
    operator.sees("#room-name", "Spring-sale");
    operator.page().keyboard().press("k");
    operator.sees("#room-name", "Sample");
    operator.page().keyboard().press("k");
    operator.sees("#room-name", "Night");
  }

  @Test
  void hearsNoKeysWhereSomebodyTypesOrDoesNotWantThem(Browser browser) {
    makeMore();
    Operator operator = Operator.of("Sample", site, browser);
    operator.find("#by").focus();
    operator.page().keyboard().type("jp");
    assertThat(operator.find("#by")).hasValue("jp");
    operator.isAskedNothing().presses("Keys").isAsked("Keys");
    Look.at(operator.page(), "panel-keys");

    operator.page().getByLabel("Use these keys. They never count while you type.").uncheck();
    operator.presses("Close");
    operator.page().keyboard().press("j");
    operator.page().keyboard().press("p");

    operator.isAskedNothing().sees("#room-name", "Sample");
  }

  @Test
  void asksForNothingWhileNobodyLooks(Browser browser) {
    Operator operator = Operator.at(site, browser).withAClock();
    operator.page().navigate(site.panel() + "#room=Sample");
    operator.signIn().sees("#room-name", "Sample").looksAway();
    origin.rooms().line("Sample", 2_000, 200);
    long before = origin.timesAsked("GET /events/Sample");

    operator.passes(60_000);

    operator.looksAgain().reads("#counter", "1,800 people wait");
    assertThat(origin.timesAsked("GET /events/Sample")).isEqualTo(before + 1);
  }

  @Test
  void takesANameForText(Browser browser) {
    String name = "<img src=x onerror=alert(1)>";
    origin.rooms().put("Sample", Map.of("event_id", name));

    Operator operator = Operator.at(site, browser);
    operator.page().navigate(site.panel() + "#room=Sample");
    operator.signIn();

    operator.sees("#room-name", name).sees("#rooms-list strong", name);
  }
}
