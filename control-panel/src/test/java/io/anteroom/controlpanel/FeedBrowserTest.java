package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds that what happened is told in words. */
class FeedBrowserTest extends PanelTest {

  private static final String MOVED =
      "'serving_counter_moved','previous':4100,'by':100,'current':4200,'cause':";

  @Test
  void tellsEachKindOfEntryInWordsTheNewestFirst(Browser browser) {
    origin.answers(
        "/room_feed",
        feed(
            "'room_configured','made':false,'changed':{'paused':true}",
            "'room_configured','made':false,'changed':{'closed':false,'validity_period':600}",
            "'room_configured','made':false,'changed':{'join_rate_limit':null,'issuer':'me'}",
            "'room_configured','made':false",
            "'room_configured','made':true,'changed':{'paused':false,'validity_period':60}",
            MOVED + "'admin','moves':1",
            MOVED + "'inlet','moves':7",
            MOVED + "'expiry','moves':1",
            "'room_reset','generation':3",
            "'room_retired'",
            "'positions_expired','count':2",
            "'tokens_generated','count':1600",
            "'sessions_updated','completed':12,'abandoned':1",
            "'sessions_updated','completed':1,'abandoned':0",
            "'sessions_updated','completed':0,'abandoned':2",
            "'joins_numbered','count':1234,'from':4711,'to':5944",
            "'joins_numbered','count':1,'from':7,'to':7",
            "'moon_rose'"));

    Operator operator = Operator.of("Sample", site, browser);

    assertThat(operator.find("#feed li > span"))
        .hasText(
            new String[] {
              "Room paused",
              "Room opened. Tokens are good for: 600 s (10 min)",
              "Settings changed. Joins in a second, at most: no limit; Issuer: me",
              "Settings changed",
              "Room made. Tokens are good for: 60 s",
              "Counter moved by hand: +100, 4,100 → 4,200",
              "Counter moved by inlets: +100, 4,100 → 4,200, in 7 moves",
              "Counter moved on as positions expired: +100, 4,100 → 4,200",
              "Room reset: generation 3 began",
              "Room retired",
              "2 positions expired",
              "1,600 tokens made",
              "13 sessions closed: 12 completed, 1 abandoned",
              "1 session completed",
              "2 sessions abandoned",
              "1,234 joins numbered: 4,711 to 5,944",
              "1 join numbered: 7",
              "moon rose",
            });
    operator.sees("#feed time >> nth=0", "12:00:18");
  }

  @Test
  void leavesOutWhatWentByItself(Browser browser) {
    origin.answers(
        "/room_feed",
        feed(
            "'tokens_generated','count':1",
            MOVED + "'inlet','moves':7",
            MOVED + "'admin','moves':1",
            "'room_reset','generation':3"));
    Operator operator = Operator.of("Sample", site, browser);
    assertThat(operator.find("#feed li")).hasCount(4);

    operator.find("#only-done").check();

    assertThat(operator.find("#feed li > span"))
        .hasText(
            new String[] {
              "Counter moved by hand: +100, 4,100 → 4,200", "Room reset: generation 3 began"
            });
  }

  @Test
  void letsAnEntryGrowWhereItIs(Browser browser) {
    origin.answers("/room_feed", feed("'tokens_generated','count':1"));
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees("#feed li > span", "1 token made");
    operator.find("#feed li").evaluate("item => { item.seen = true; }");

    origin.answers("/room_feed", feed("'tokens_generated','count':160"));
    operator.looksAgain();

    operator.sees("#feed li > span", "160 tokens made");
    assertThat(operator.find("#feed li").evaluate("item => item.seen")).isEqualTo(true);
  }

  @Test
  void putsWhatIsNewOnTop(Browser browser) {
    origin.answers("/room_feed", feed("'room_retired'"));
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees("#feed li > span", "Room retired");
    operator.find("#feed li").evaluate("item => { item.seen = true; }");

    origin.answers("/room_feed", feed("'room_reset','generation':3", "'room_retired'"));
    operator.looksAgain();

    assertThat(operator.find("#feed li > span"))
        .hasText(new String[] {"Room reset: generation 3 began", "Room retired"});
    assertThat(operator.find("#feed li >> nth=1").evaluate("item => item.seen")).isEqualTo(true);
  }

  @Test
  void saysThatNothingHappened(Browser browser) {
    origin.answers("/room_feed", feed());

    Operator.of("Sample", site, browser).reads("#feed", "Nothing in the last hour.");
  }

  /** The newest first, a second apart; the oldest is one second after noon. */
  private static String feed(String... entries) {
    List<String> written = new ArrayList<>();
    for (int before = 0; before < entries.length; before++) {
      int sequence = entries.length - before;
      written.add(
          "{'at':%d,'sequence':%d,'kind':%s}"
              .formatted(1_795_176_000 + sequence, sequence, entries[before]));
    }
    return "{'event_id':'Sample','entries':[%s]}"
        .formatted(String.join(",", written))
        .replace('\'', '"');
  }
}
