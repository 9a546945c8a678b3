package io.anteroom.controlpanel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer to {@code GET /room_history}: from noon (UTC) to ten seconds into the last step before
 * one. Nothing happens in it but what a test says.
 */
final class LastHour {

  static final int STEPS = 240;
  static final int NEWEST = STEPS - 1;

  private static final long NOON = 1_795_176_000;
  private static final long STEP = 15;
  private static final long UNDER_WAY = 10;

  private final Map<String, @Nullable Object> body = new LinkedHashMap<>();

  private LastHour() {
    body.put("event_id", "Sample");
    body.put("generation", 1);
    body.put("from", NOON);
    body.put("step", STEP);
    body.put("as_of", NOON + NEWEST * STEP + UNDER_WAY);
    body.put("began", null);
    numberedUntil(NEWEST);
    List.of("arrivals", "admitted", "waiting", "serving_counter", "active_tokens")
        .forEach(series -> all(series, _ -> 0L));
    all("numbering_lag_ms", _ -> null);
  }

  static LastHour quiet() {
    return new LastHour();
  }

  /** One with a rush, moves of the counter and a slow moment: something to look at. */
  static LastHour busy() {
    return quiet()
        .all("arrivals", LastHour::joins)
        .all("admitted", step -> step < 20 ? 0 : 60 + wave(step, 40))
        .all("waiting", step -> given(step) - served(step))
        .all("serving_counter", LastHour::served)
        .all("active_tokens", step -> Math.clamp(12L * (step - 20), 0, 800) + 12 + wave(step, 12))
        .all("numbering_lag_ms", step -> step == 120 ? 3_400 : 150 + wave(step, 40));
  }

  /** The same in a room that was reset at a quarter past: what was before is not known. */
  static LastHour reset() {
    LastHour hour = busy();
    hour.body.put("generation", 3);
    hour.body.put("began", NOON + 60 * STEP);
    for (String level : List.of("waiting", "serving_counter", "active_tokens")) {
      hour.all(level, step -> step < 60 ? null : 25L * (step - 60));
    }
    return hour;
  }

  /** A rush from a quarter past on. */
  private static long joins(int step) {
    return step > 60 && step < 140 ? 180 + wave(step, 40) : 12;
  }

  /** Who was in line before that hour is, too. */
  private static long given(int step) {
    return 4_500 + IntStream.rangeClosed(0, step).mapToLong(LastHour::joins).sum();
  }

  private static long served(int step) {
    return 600L * (Math.max(0, step - 20) / 8);
  }

  private static long wave(int step, int height) {
    return Math.round(height * Math.sin(step / 3.0));
  }

  /** Says that numbering has come to where this step begins, and no further. */
  LastHour numberedUntil(int step) {
    body.put("numbered_until", NOON + step * STEP);
    return this;
  }

  /** Says all values of a series. */
  LastHour all(String series, IntFunction<@Nullable Long> value) {
    body.put(series, IntStream.range(0, STEPS).mapToObj(value).toArray());
    return this;
  }

  /** Says one value of a series. */
  LastHour at(int step, String series, @Nullable Long value) {
    @Nullable Object[] values = (@Nullable Object[]) body.get(series);
    @Nullable Object[] changed = Arrays.copyOf(values, values.length);
    changed[step] = value;
    body.put(series, changed);
    return this;
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(body);
  }
}
