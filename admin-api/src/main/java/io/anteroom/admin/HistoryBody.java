package io.anteroom.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.anteroom.admin.activity.History;
import io.anteroom.admin.activity.History.Step;
import io.anteroom.admin.activity.Levels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last hour of a room under the contract's names: for each step one value in each list. */
record HistoryBody(
    @JsonProperty(RoomBody.EVENT_ID) String eventId,
    @JsonProperty("generation") long generation,
    @JsonProperty("began") @Nullable Long began,
    @JsonProperty("from") long from,
    @JsonProperty("step") long step,
    @JsonProperty("as_of") long asOf,
    @JsonProperty("numbered_until") @Nullable Long numberedUntil,
    @JsonProperty("arrivals") List<Long> arrivals,
    @JsonProperty("admitted") List<Long> admitted,
    @JsonProperty("waiting") List<@Nullable Long> waiting,
    @JsonProperty("serving_counter") List<@Nullable Long> servingCounter,
    @JsonProperty("active_tokens") List<@Nullable Long> activeTokens,
    @JsonProperty("numbering_lag_ms") List<@Nullable Long> numberingLagMillis) {

  static HistoryBody of(
      String eventId,
      History history,
      Instant now,
      Optional<Instant> numberedUntil,
      List<Optional<Long>> activeTokens) {
    return new HistoryBody(
        eventId,
        history.generation().value(),
        seconds(history.began()),
        history.from().getEpochSecond(),
        History.STEP.toSeconds(),
        now.getEpochSecond(),
        seconds(numberedUntil),
        counts(history, Step::arrivals),
        counts(history, Step::admitted),
        levels(history, Levels::waiting),
        levels(history, Levels::serving),
        HistoryBody.<Optional<Long>, @Nullable Long>each(activeTokens, HistoryBody::orNull),
        HistoryBody.<Step, @Nullable Long>each(
            history.steps(), step -> orNull(step.lagMillis().stream().boxed().findFirst())));
  }

  private static List<Long> counts(History history, Function<Step, Long> count) {
    return each(history.steps(), count);
  }

  private static List<@Nullable Long> levels(History history, Function<Levels, Long> level) {
    return HistoryBody.<Step, @Nullable Long>each(
        history.steps(), step -> orNull(step.atEnd().map(level)));
  }

  private static <S, T extends @Nullable Object> List<T> each(List<S> steps, Function<S, T> value) {
    return steps.stream().map(value).toList();
  }

  private static @Nullable Long seconds(Optional<Instant> time) {
    return orNull(time.map(Instant::getEpochSecond));
  }

  private static @Nullable Long orNull(Optional<Long> value) {
    return value.orElse(null);
  }
}
