package io.anteroom.waitingpage;

import io.anteroom.waitingpage.Sight.RoomState;
import io.anteroom.waitingpage.Sight.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the page of a place says before any script runs, or without one. view.js says the same of
 * all that it hears later.
 *
 * @param hasPlace whether there is one
 * @param sight how it stands, if anybody knows
 */
record Showing(boolean hasPlace, Optional<Sight> sight, Words words) {

  /** Where nobody knows when it is worth while: seldom enough for who reads the page. */
  private static final Duration UNTOLD = Duration.ofSeconds(30);

  /** In between, the page would be gone before somebody has had it read aloud. */
  private static final int LEAST_SECONDS = 10;

  private static final int MOST_SECONDS = 120;

  /** For whom there is nothing left to wait for. */
  private static final int GO_ON_SECONDS = 3;

  boolean isOver() {
    return !hasPlace || is(State.EXPIRED);
  }

  boolean isServed() {
    return is(State.SERVED);
  }

  /** What is in the gaps of a page that goes on by itself. */
  Map<String, String> whereItGoesOn() {
    Map<String, String> values = values();
    values.put("more", words.get(state() + ".more"));
    values.put("seconds", Integer.toString(isServed() ? GO_ON_SECONDS : spread(lookAgain())));
    return values;
  }

  /** What is in the gaps of a page that waits for somebody to go on. */
  Map<String, String> whereSomebodyGoesOn() {
    Map<String, String> values = values();
    values.put("more", whatSomebodyDoes());
    values.put("seconds", Long.toString(isServed() ? whenOver() : spread(lookAgain())));
    return values;
  }

  /** Who waits is told that the page looks again, and it goes on doing so on another tab. */
  private String whatSomebodyDoes() {
    if (is(State.WAITING)) {
      return "";
    }
    return words.get(isServed() ? "served.alone" : state() + ".more");
  }

  /** Nobody's button goes away before it is of no use any more. */
  private long whenOver() {
    return sight.flatMap(Sight::expiresIn).orElse((long) MOST_SECONDS) + GO_ON_SECONDS;
  }

  /** When the page comes again without scripts: in tens, as nobody counts any finer. */
  private int lookAgain() {
    long wanted = sight.map(Sight::nextPoll).orElse(UNTOLD).toSeconds();
    return 10 * Math.ceilDiv(Math.clamp(wanted, LEAST_SECONDS, MOST_SECONDS), 10);
  }

  /** A tenth more or less, so that a crowd does not come all at once. */
  private static int spread(int seconds) {
    return seconds - seconds / 10 + ThreadLocalRandom.current().nextInt(seconds / 5 + 1);
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>(words.all());
    values.put("locale", words.locale());
    values.put("direction", words.direction());
    values.put("language", words.language());
    values.put("state", state());
    values.put("status", sight.map(Sight::json).orElse(""));
    values.put("headline", headline());
    values.put("title", titleLead() + " · " + words.get("room"));
    values.put("again", words.get("again", Map.of("seconds", words.number(lookAgain()))));
    values.put("look", words.get(isServed() ? "go" : "look"));
    values.put("look.class", isServed() ? "main" : "");
    putFacts(values);
    shown(values, "notice", notice());
    hide(values, "footnote", sight.isEmpty());
    return values;
  }

  private void putFacts(Map<String, String> values) {
    Optional<Sight> waiting = sight.filter(_ -> is(State.WAITING));
    Optional<Sight> numbered = sight.filter(place -> place.number().isPresent());
    shown(values, "ahead", waiting.flatMap(Sight::ahead).map(words::number));
    shown(values, "wait", waiting.map(place -> words.estimate(place.toWait())));
    values.put("wait.class", isWordy(waiting.flatMap(Sight::toWait)) ? "words" : "");
    shown(values, "left", sight.filter(_ -> isServed()).flatMap(Sight::expiresIn).map(words::left));
    shown(values, "number", numbered.flatMap(Sight::number).map(words::number));
    shown(values, "serving", numbered.map(Sight::serving).map(words::number));
    hide(values, "facts", numbered.isEmpty());
  }

  private static boolean isWordy(Optional<Sight.Wait> wait) {
    return wait.filter(range -> range.high() >= 60).isEmpty();
  }

  private Optional<String> notice() {
    return sight
        .filter(place -> place.state() == State.WAITING && place.room() != RoomState.OPEN)
        .map(place -> words.get(Sight.word(place.room())));
  }

  private String state() {
    return hasPlace ? sight.map(place -> Sight.word(place.state())).orElse("looking") : "over";
  }

  private String headline() {
    return words.get(isNext() ? "next" : state());
  }

  private String titleLead() {
    return sight
        .filter(_ -> is(State.WAITING) && !isNext())
        .flatMap(Sight::ahead)
        .map(ahead -> words.get("title.ahead", Map.of("count", words.number(ahead))))
        .orElseGet(this::headline);
  }

  private boolean isNext() {
    return is(State.WAITING) && sight.flatMap(Sight::ahead).filter(ahead -> ahead == 0).isPresent();
  }

  private boolean is(State state) {
    return hasPlace && sight.filter(place -> place.state() == state).isPresent();
  }

  private static void shown(Map<String, String> values, String name, Optional<String> text) {
    values.put(name, text.orElse(""));
    hide(values, name, text.isEmpty());
  }

  private static void hide(Map<String, String> values, String name, boolean hidden) {
    values.put(name + ".hidden", hidden ? "hidden" : "");
  }
}
