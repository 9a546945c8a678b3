package io.anteroom.inlets.plan;

import io.anteroom.domain.inlet.InletStrategy;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a plan of the settings of an inlet, or says which of them can't be used. */
final class PlanReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);

  /** Each look is two calls of the private API. */
  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);

  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

  /** PutMetricAlarm, AlarmName. */
  private static final int LONGEST_ALARM = 255;

  private final String name;
  private final InletSettings settings;

  private PlanReader(String name, InletSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  /**
   * Reads the settings of an inlet.
   *
   * @throws IllegalArgumentException if one can't be used; the message says which and why
   */
  static InletPlan plan(String name, InletSettings settings) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of an inlet must be 1 to 64 characters of a-z 0-9 -, not '" + name + "'");
    }
    return new PlanReader(name, settings).plan();
  }

  private InletPlan plan() {
    StrategyName kind = kind();
    refuseWhatDoesNotFit(kind);
    return new InletPlan(
        name,
        eventId(),
        strategy(kind),
        alarm(),
        given(settings.queueUrl()).map(this::queue),
        given(settings.topicArn()).map(this::topic),
        settings.dryRun(),
        lookEvery());
  }

  private EventId eventId() {
    String text = required("event-id", given(settings.eventId()));
    if (!EventId.isValid(text)) {
      throw wrong("event-id", "must be the name of a room, not '" + text + "'");
    }
    return new EventId(text);
  }

  private StrategyName kind() {
    String text = required("strategy", given(settings.strategy()));
    return StrategyName.read(text)
        .orElseThrow(() ->
            wrong("strategy", "must be one of " + StrategyName.all() + ", not '" + text + "'"));
  }

  private void refuseWhatDoesNotFit(StrategyName kind) {
    Map<String, Optional<?>> optional = new LinkedHashMap<>();
    optional.put("increment-by", Optional.ofNullable(settings.incrementBy()));
    optional.put("every", Optional.ofNullable(settings.every()));
    optional.put("start", Optional.ofNullable(settings.start()));
    optional.put("end", Optional.ofNullable(settings.end()));
    optional.put("smooth", Optional.ofNullable(settings.smooth()));
    optional.put("alarm", given(settings.alarm()));
    optional.put("max-size", Optional.ofNullable(settings.maxSize()));
    optional.put("look-every", Optional.ofNullable(settings.lookEvery()));
    optional.put("queue-url", given(settings.queueUrl()));
    optional.put("topic-arn", given(settings.topicArn()));
    optional.forEach((setting, value) -> {
      if (value.isPresent() && !settingsOf(kind).contains(setting)) {
        throw wrong(setting, "means nothing to the strategy " + kind);
      }
    });
  }

  private static Set<String> settingsOf(StrategyName kind) {
    return switch (kind) {
      case PERIODIC -> Set.of("increment-by", "every", "start", "end", "smooth", "alarm");
      case MAX_SIZE -> Set.of("max-size", "look-every", "queue-url", "topic-arn");
      case REFILL -> Set.of("max-size", "look-every");
    };
  }

  private InletStrategy strategy(StrategyName kind) {
    return switch (kind) {
      case PERIODIC -> periodic();
      case MAX_SIZE -> {
        long maxSize = maxSize();
        yield fitting(() -> new MaxSize(maxSize));
      }
      case REFILL -> {
        long maxSize = maxSize();
        yield fitting(() -> new Refill(maxSize));
      }
    };
  }

  private InletStrategy periodic() {
    long by = required("increment-by", Optional.ofNullable(settings.incrementBy()));
    Duration every = Optional.ofNullable(settings.every()).orElse(USUAL_PERIOD);
    Instant start = Instant.ofEpochSecond(Optional.ofNullable(settings.start()).orElse(0L));
    Optional<Instant> end =
        Optional.ofNullable(settings.end())
            .filter(seconds -> seconds != 0)
            .map(Instant::ofEpochSecond);
    boolean smooth = Optional.ofNullable(settings.smooth()).orElse(false);
    return fitting(() -> new Periodic(by, every, start, end, smooth));
  }

  /** Strategies know their own bounds; they don't know whose they are. */
  private InletStrategy fitting(Supplier<InletStrategy> strategy) {
    try {
      return strategy.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(InletsSettings.INLETS + name + ": " + e.getMessage(), e);
    }
  }

  private long maxSize() {
    return required("max-size", Optional.ofNullable(settings.maxSize()));
  }

  private Optional<String> alarm() {
    Optional<String> alarm = given(settings.alarm());
    if (alarm.filter(text -> text.length() > LONGEST_ALARM).isPresent()) {
      throw wrong("alarm", "must have at most " + LONGEST_ALARM + " characters");
    }
    return alarm;
  }

  private Duration lookEvery() {
    Duration looks = Optional.ofNullable(settings.lookEvery()).orElse(SHORTEST_LOOK);
    if (looks.compareTo(SHORTEST_LOOK) < 0
        || looks.compareTo(LONGEST_LOOK) > 0
        || !looks.equals(Duration.ofSeconds(looks.toSeconds()))) {
      throw wrong("look-every", "must be 1s to 60s, in whole seconds, not " + looks);
    }
    return looks;
  }

  private URI queue(String url) {
    return HttpUrl.read(url)
        .orElseThrow(
            () -> wrong("queue-url", "must be the URL of an SQS queue, not '" + url + "'"));
  }

  private String topic(String arn) {
    if (!InletPlan.TOPIC_ARN.matcher(arn).matches()) {
      throw wrong("topic-arn", "must be the ARN of an SNS topic, not '" + arn + "'");
    }
    return arn;
  }

  /** An empty text counts as none: that is how shells and unit files unset a variable. */
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
  }

  private <T> T required(String setting, Optional<T> value) {
    return value.orElseThrow(() -> wrong(setting, "must be set"));
  }

  private IllegalArgumentException wrong(String setting, String why) {
    String path = InletsSettings.INLETS + name + "." + setting;
    String variable = path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return new IllegalArgumentException(path + " (" + variable + ") " + why);
  }
}
