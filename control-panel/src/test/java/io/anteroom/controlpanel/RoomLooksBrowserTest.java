package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looks at what is shown of one room, in each of its states. */
class RoomLooksBrowserTest extends PanelTest {

  @Test
  void looksAtARoomInWhichNothingHappens(Browser browser) {
    origin.answers("/room_history", LastHour.quiet().json());
    origin.answers("/room_feed", "{\"event_id\":\"Sample\",\"entries\":[]}");
    origin.answers("/inlets", "{\"inlets\":[]}");
    origin.answers("/num_active_tokens", "{\"active_tokens\":0}");
    origin.rooms().line("Sample", 0, 0);

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(".chart .value >> nth=1", "0 waiting").reads("#inlets", "No inlet moves");
    operator.reads("#feed", "Nothing in the last hour.");
    look(operator, "panel-room-quiet");
  }

  @Test
  void looksAtABusyRoom(Browser browser) {
    busy(LastHour.busy());
    origin.answers("/expired_tokens", "[\"7c1e0a52-93d8-4f06-b5aa-2d4c8e91f370\"]");

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(".chart .value >> nth=2", "at 16,200").reads("#feed", "Room reset");
    operator.presses("Look for expired tokens").isTold("1 token of Sample has expired.");
    look(operator, "panel-room-busy");
  }

  @Test
  void looksAtAMomentOfARoomThatWasResetAndAtTheTable(Browser browser) {
    busy(LastHour.reset());
    origin.rooms().line("Sample", 8_950, 4_475);
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(".chart .value >> nth=2", "at 4,475");

    operator.find("#charts summary").click();
    operator.find("#moment").fill("100");

    operator.sees(".moment .number", "12:25:15");
    look(operator, "panel-room-reset");
  }

  @Test
  void looksAtARoomWhoseLastHourIsNotKnownYet(Browser browser) {
    busy(LastHour.quiet());
    origin.refuses("/room_history", 503, "the last hour is being read");
    origin.refuses("/room_feed", 503, "the last hour is being read");

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads("#charts", "the last hour is being read");
    operator.reads("#feed", "the last hour is being read");
    look(operator, "panel-room-reading");
  }

  @Test
  void looksAtARoomOfWhichNothingNewIsHeard(Browser browser) {
    busy(LastHour.busy());
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(".chart .value >> nth=2", "at 16,200").reads("#feed", "Room reset");
    operator.page().clock().install();

    origin.isDown(true);
    operator.page().clock().fastForward(240_000);
    operator.looksAgain();

    assertThat(operator.find("#feed .strip, #inlets .strip, #charts .strip")).hasCount(3);
    look(operator, "panel-room-old");
  }

  @Test
  void looksAtARoomWithoutColours(Browser browser) {
    busy(LastHour.reset());
    origin.rooms().line("Sample", 8_950, 4_475);
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(".chart .value >> nth=2", "at 4,475");

    operator
        .page()
        .emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

    look(operator, "panel-room-forced-colours");
    // The rest of the bar is drawn by what is of the browser's own, which no script can ask.
    assertThat(operator.find("#counter progress")).hasCSS("border-top-width", "1px");
    assertThat(operator.find("#counter progress")).hasCSS("forced-color-adjust", "none");
  }

  /** However long that takes: nothing gets older meanwhile. */
  private static void look(Operator operator, String name) {
    operator
        .page()
        .clock()
        .setFixedTime(((Number) operator.page().evaluate("Date.now()")).longValue());
    Look.at(operator.page(), name);
  }

  private void busy(LastHour hour) {
    origin.rooms().line("Sample", 20_711, 16_200);
    origin
        .rooms()
        .put(
            "Sample",
            Map.of(
                "claimable_num", 600L,
                "expired_positions", 638L,
                "token_counter", 14_962L,
                "completed_sessions", 13_000L,
                "abandoned_sessions", 1_150L));
    origin.answers("/room_history", hour.json());
    origin.answers("/num_active_tokens", "{\"active_tokens\":812}");
    origin.answers(
        "/inlets",
        """
        {"inlets":[
          {"inlet":"shop","event_id":"Sample","strategy":"refill","paused":false,"dry_run":false,
           "max_size":500,"look_every":1,"holds":null,
           "last_move":{"at":1795176012,"by":3,"serving_num":16200}},
          {"inlet":"till","event_id":"Sample","strategy":"max_size","paused":false,"dry_run":true,
           "max_size":500,"look_every":1,"queue_url":null,"topic_arn":null,"holds":"full",
           "last_move":null},
          {"inlet":"spring-sale","event_id":"Sample","strategy":"periodic","paused":true,
           "dry_run":false,"increment_by":500,"every":60,"start":1795176000,"end":0,"smooth":true,
           "alarm":"site-errors","holds":"paused","last_move":null},
          {"inlet":"night","event_id":"Sample","strategy":"periodic","paused":false,
           "dry_run":false,"increment_by":5,"every":3600,"start":0,"end":0,"smooth":false,
           "alarm":"night-errors","holds":"alarm","last_move":null}]}
        """);
    origin.answers(
        "/room_feed",
        """
        {"event_id":"Sample","entries":[
          {"at":1795179590,"sequence":99,"kind":"joins_numbered","count":1234,"from":4711,"to":5944},
          {"at":1795179588,"sequence":98,"kind":"tokens_generated","count":160},
          {"at":1795179580,"sequence":97,"kind":"sessions_updated","completed":12,"abandoned":1},
          {"at":1795179570,"sequence":96,"kind":"serving_counter_moved","previous":4100,"by":100,
           "current":4200,"cause":"admin","moves":1},
          {"at":1795179560,"sequence":95,"kind":"serving_counter_moved","previous":4000,"by":100,
           "current":4100,"cause":"inlet","moves":7},
          {"at":1795179550,"sequence":94,"kind":"positions_expired","count":2},
          {"at":1795179400,"sequence":93,"kind":"room_configured","made":false,
           "changed":{"paused":false,"validity_period":600}},
          {"at":1795176900,"sequence":90,"kind":"room_reset","generation":3}]}
        """);
  }
}
