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
        .all("arrivals", step -> step > 60 && step < 140 ? 4_200 + wave(step, 900) : 300L)
        .all("admitted", step -> step < 20 ? 0 : 60 + wave(step, 40))
        .all("waiting", step -> 20_000L + 4_000L * Math.clamp(step - 60, 0, 80) - 50L * step)
        .all("serving_counter", step -> 1_000_000L + 600L * (Math.max(0, step - 20) / 8))
        .all("active_tokens", step -> 20L * step + 300 + wave(step, 300))
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
