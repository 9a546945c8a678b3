package io.anteroom.waitingpage;

import com.microsoft.playwright.Browser;
import io.anteroom.testkit.browser.Look;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what each state looks like to everybody: on any screen, in light and dark. */
class StatesBrowserTest extends PageTest {

  /** What there is to see, and how it comes to that. */
  record State(
      String name, Consumer<StubLine> line, Consumer<StubSite> site, Consumer<Visit> until) {

    static State of(String name, Consumer<StubLine> line, Consumer<Visit> until) {
      return new State(name, line, _ -> {}, until);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<State> states() {
    return Stream.of(
        State.of(
            "numbering",
            line -> line.says(Status.numbering()),
            visit -> visit.reads("#more", "Your number comes in a moment.")),
        State.of(
            "waiting",
            line -> line.says(Status.waiting(1_042).estimated(290, 470)),
            visit -> visit.reads("#ahead dd", "1,042").reads("#wait dd", "4–8 min")),
        State.of(
            "waiting-unknown",
            line -> line.says(Status.waiting(999_999_999)),
            visit -> visit.reads("#ahead dd", "999,999,999").reads("#wait dd", "Not known yet")),
        State.of(
            "next",
            line -> line.says(Status.waiting(0).estimated(0, 20)),
            visit -> visit.reads("h1", "You are next").reads("#wait dd", "Less than a minute")),
        State.of(
            "paused",
            line -> line.says(Status.waiting(300).room("paused")),
            visit ->
                visit.reads(
                    "#notice",
                    "The line is paused. Your place is kept, and this page goes on when the line"
                        + " does.")),
        new State(
            "served",
            line -> line.says(Status.served(842)),
            StubSite::sendsBack,
            visit ->
                visit
                    .isBack(1)
                    .pass(5_000)
                    .isBack(2)
                    .pass(10_000)
                    .isBack(3)
                    .reads("h1", "It is your turn")
                    .reads("#left dd", "14 min 2 sec")),
        State.of(
            "closed",
            line -> line.says(Status.waiting(300).estimated(4_000, 7_000).room("closed")),
            visit -> visit.reads("#wait dd", "1–2 h")),
        State.of(
            "expired",
            line -> line.says(Status.expired()),
            visit -> visit.reads("h1", "Your turn has passed")),
        State.of(
            "gone",
            line -> line.refuses(404),
            visit -> {
              visit.reads("h1", "One moment, please");
              visit.pass(5_000).reads("h1", "Your place is not valid any more");
            }),
        State.of(
            "not-answering",
            line -> line.refuses(503),
            visit ->
                visit.reads(
                    "#notice",
                    "The waiting room does not answer at the moment. Your place is kept, and this"
                        + " page keeps trying.")),
        State.of(
            "busy",
            line -> line.refuses(429, Map.of("Retry-After", "20")),
            visit ->
                visit.reads(
                    "#notice",
                    "The waiting room is very busy. Your place is kept, and this page looks less"
                        + " often for a while.")),
        State.of(
            "offline",
            line -> line.says(Status.waiting(77).estimated(60, 110)),
            visit -> {
              visit.reads("#ahead dd", "77");
              visit.context().setOffline(true);
              visit.reads(
                  "#notice",
                  "You are offline. Your place is kept, and this page looks again as soon as you"
                      + " are back.");
            }),
        new State(
            "over",
            _ -> {},
            site -> site.shows("Sample", Optional.empty()),
            visit -> visit.isTitled("You have no place in this line · Waiting room")));
  }

  @ParameterizedTest
  @CsvSource({
    "0,      59,     Less than a minute",
    "10,     110,    1–2 min",
    "61,     119,    1–2 min",
    "120,    120,    2 min",
    "700,    1300,   10–25 min",
    "3000,   9000,   50–150 min",
    "3600,   9000,   1–3 h",
    "90000,  90000, 25 h",
  })
  void tellsTheWaitNoFinerThanItIsKnown(long low, long high, String words, Browser browser) {
    line.says(Status.waiting(300).estimated(low, high));

    Visit.to(site, browser).reads("#wait dd", words);
  }

  @ParameterizedTest
  @MethodSource("states")
  void hasNoBarriersAndFitsEveryScreen(State state, Browser browser) {
    state.line().accept(line);
    state.site().accept(site);
    try (Visit visit = Visit.to(site, browser)) {
      state.until().accept(visit);
      // The engine sets timers of its own.
      visit.page().clock().resume();

      Look.at(visit.page(), state.name());
    }
  }
}
