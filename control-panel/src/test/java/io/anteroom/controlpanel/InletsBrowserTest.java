package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds what is told of inlets, and that they can be paused and tried. */
class InletsBrowserTest extends PanelTest {

  @Test
  void listsTheInletsOfTheRoomOnly(Browser browser) {
    origin.answers(
        "/inlets",
        inlets(
            refill("shop", false, false, "null"),
            """
            {"inlet":"gate","event_id":"Tickets","strategy":"refill","paused":false,"dry_run":false,
             "max_size":1,"look_every":1,"holds":null,"last_move":null}
            """));

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees("#inlets h4", "shop").sees("#inlets .state:visible", "Moves the counter");
    operator.reads("#inlets li", "refill: keeps the site at 500, looks every 1 s");
    operator.reads("#inlets li", "Last move: 14 Nov 2023, 22:13, +3 to 4,203");
  }

  @Test
  void saysWhatTheOtherStrategiesDo(Browser browser) {
    origin.answers(
        "/inlets",
        inlets(
            """
            {"inlet":"sale","event_id":"Sample","strategy":"periodic","paused":false,
             "dry_run":false,"increment_by":500,"every":90,"start":1700000000,"end":0,"smooth":true,
             "alarm":"site-errors","holds":null,"last_move":null}
            """,
            """
            {"inlet":"till","event_id":"Sample","strategy":"max_size","paused":false,
             "dry_run":false,"max_size":500,"look_every":1,
             "queue_url":"https://sqs.eu-central-1.amazonaws.com/123456789012/left-the-shop",
             "topic_arn":null,"holds":null,"last_move":null}
            """));

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads(
        "#inlets li >> nth=0",
        "periodic: lets 500 in every 1 min 30 s, spread over the seconds, holds while the alarm"
            + " site-errors rings, from 14 Nov 2023, 22:13");
    operator.reads("#inlets li >> nth=0", "No move since it runs.");
    operator.reads(
        "#inlets li >> nth=1",
        "max_size: lets one in for each who leaves, 500 at a time at most, told by left-the-shop");
  }

  @Test
  void saysWhyEachInletHolds(Browser browser) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("paused", "Paused");
    reasons.put("room_paused", "Holds: the room is paused");
    reasons.put("alarm", "Holds: its alarm rings, or can’t be read");
    reasons.put("outside_of_its_time", "Holds: not begun yet, or over");
    reasons.put("full", "Holds: the site is full");
    reasons.put("unreachable", "Holds: it can’t reach the private API or the log");
    reasons.put("unknown_room", "Holds: it knows no such room");
    reasons.put("a_new_reason", "Holds: a_new_reason");
    origin.answers(
        "/inlets",
        inlets(
            reasons.keySet().stream()
                .map(reason -> refill("by-" + reason, false, false, '"' + reason + '"'))
                .toArray(String[]::new)));

    Operator operator = Operator.of("Sample", site, browser);

    assertThat(operator.find("#inlets .state:visible"))
        .hasText(reasons.values().toArray(String[]::new));
  }

  @Test
  void saysWhereThereIsNone(Browser browser) {
    origin.answers("/inlets", inlets());

    Operator.of("Sample", site, browser)
        .reads("#inlets", "No inlet moves the counter of this room");
  }

  @Test
  void pausesAnInletFromTheKeyboardAndLetsItGoOn(Browser browser) {
    origin.answers("/inlets", inlets(refill("shop", false, false, "null")));
    Operator operator = Operator.of("Sample", site, browser);
    origin.answers("/inlets/shop", refill("shop", true, false, "\"paused\""));

    operator.button("Pause shop").focus();
    origin.answers("/inlets", inlets(refill("shop", true, false, "\"paused\"")));
    operator.page().keyboard().press("Enter");

    operator.isTold("Inlet shop is paused.").sees("#inlets .state:visible", "Paused");
    assertThat(origin.actions().getLast().body()).hasToString("{\"paused\":true}");
    assertThat(operator.button("Resume shop")).isFocused();

    origin.answers("/inlets/shop", refill("shop", false, false, "null"));
    origin.answers("/inlets", inlets(refill("shop", false, false, "null")));
    operator.page().keyboard().press("Enter");

    operator.isTold("Inlet shop goes on.").sees("#inlets .state:visible", "Moves the counter");
    assertThat(origin.actions().getLast().body()).hasToString("{\"paused\":false}");
  }

  @Test
  void triesAnInletWithoutMovingAnything(Browser browser) {
    origin.answers("/inlets", inlets(refill("shop", false, false, "null")));
    Operator operator = Operator.of("Sample", site, browser);
    origin.answers("/inlets/shop", refill("shop", false, true, "null"));
    operator.button("Dry run shop").waitFor();
    origin.answers("/inlets", inlets(refill("shop", false, true, "null")));

    operator.presses("Dry run shop");

    operator.isTold("Inlet shop runs dry: its log says what it would do.");
    assertThat(operator.find("#inlets .dry")).isVisible();
    assertThat(operator.button("In earnest shop")).isVisible();
    assertThat(origin.actions().getLast().body()).hasToString("{\"dry_run\":true}");
  }

  @Test
  void saysWhenAnInletCouldNotBePaused(Browser browser) {
    origin.answers("/inlets", inlets(refill("shop", false, false, "null")));
    origin.refuses("/inlets/shop", 404, "there is no such inlet");
    Operator operator = Operator.of("Sample", site, browser);

    operator.presses("Pause shop");

    operator.isTold("Pause inlet shop: Refused. It says: there is no such inlet.");
    assertThat(operator.button("Pause shop")).isVisible();
  }

  private static String refill(String name, boolean paused, boolean dryRun, String holds) {
    return """
    {"inlet":"%s","event_id":"Sample","strategy":"refill","paused":%s,"dry_run":%s,
     "max_size":500,"look_every":1,"holds":%s,
     "last_move":{"at":1700000000,"by":3,"serving_num":4203}}
    """
        .formatted(name, paused, dryRun, holds);
  }

  private static String inlets(String... inlets) {
    return "{\"inlets\":[" + String.join(",", inlets) + "]}";
  }
}
