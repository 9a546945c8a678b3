package io.anteroom.inlets.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class InletsSettingsTest {

  private final Map<String, Object> environment = new HashMap<>();

  private InletsSettingsTest with(String variable, String value) {
    environment.put("ANTEROOM_INLETS_MAIN_" + variable, value);
    return this;
  }

  private InletsSettingsTest periodic() {
    return with("EVENT_ID", "Sample").with("STRATEGY", "periodic").with("INCREMENT_BY", "100");
  }

  private InletsSettingsTest maxSize() {
    return with("EVENT_ID", "Sample").with("STRATEGY", "max_size").with("MAX_SIZE", "500");
  }

  private InletsSettings settings() {
    StandardEnvironment nothingElse =
        new StandardEnvironment() {
          @Override
          protected void customizePropertySources(MutablePropertySources sources) {
            sources.addLast(
                new SystemEnvironmentPropertySource(
                    SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of()));
          }
        };
    nothingElse
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.copyOf(environment)));
    nothingElse.setConversionService(new ApplicationConversionService());
    ConfigurationPropertySources.attach(nothingElse);
    return Binder.get(nothingElse).bindOrCreate("anteroom", InletsSettings.class);
  }

  private InletPlan plan() {
    assertThat(settings().plans()).hasSize(1);
    return settings().plans().getFirst();
  }

  @Test
  void hasNoInletsWhereNoneIsConfigured() {
    assertThat(settings().plans()).isEmpty();
    assertThat(settings().privateOrigin()).isEqualTo(URI.create("http://localhost:8081"));
  }

  @Test
  void readsAPeriodThatSaysNoMoreThanItMust() {
    periodic();

    assertThat(plan().name()).isEqualTo("main");
    assertThat(plan().eventId()).isEqualTo(new EventId("Sample"));
    assertThat(plan().strategy())
        .isEqualTo(
            new Periodic(100, Duration.ofMinutes(1), Instant.EPOCH, Optional.empty(), false));
    assertThat(plan().alarm()).isEmpty();
    assertThat(plan().dryRun()).isFalse();
    assertThat(plan().takesMessages()).isFalse();
  }

  @Test
  void readsEverythingThatAPeriodCanHave() {
    periodic()
        .with("EVERY", "30")
        .with("START", "1763640000")
        .with("END", "1763643600")
        .with("SMOOTH", "true")
        .with("ALARM", "overload")
        .with("DRY_RUN", "true");

    assertThat(plan().strategy())
        .isEqualTo(
            new Periodic(
                100,
                Duration.ofSeconds(30),
                Instant.ofEpochSecond(1_763_640_000),
                Optional.of(Instant.ofEpochSecond(1_763_643_600)),
                true));
    assertThat(plan().alarm()).hasValue("overload");
    assertThat(plan().dryRun()).isTrue();
  }

  @Test
  void takesAnEndOfZeroForNoEnd() {
    periodic().with("START", "1763640000").with("END", "0");

    assertThat(((Periodic) plan().strategy()).end()).isEmpty();
  }

  @Test
  void readsEverythingThatAMaximumCanHave() {
    maxSize()
        .with("QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/left")
        .with("TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:left")
        .with("LOOK_EVERY", "5s");

    assertThat(plan().strategy()).isEqualTo(new MaxSize(500));
    assertThat(plan().queueUrl())
        .hasValue(URI.create("https://sqs.eu-central-1.amazonaws.com/123456789012/left"));
    assertThat(plan().topicArn()).hasValue("arn:aws:sns:eu-central-1:123456789012:left");
    assertThat(plan().lookEvery()).isEqualTo(Duration.ofSeconds(5));
    assertThat(plan().takesMessages()).isTrue();
  }

  @Test
  void readsARefillAndLooksEverySecond() {
    maxSize().with("STRATEGY", "refill").with("ALARM", " ").with("QUEUE_URL", "");

    assertThat(plan().strategy()).isEqualTo(new Refill(500));
    assertThat(plan().lookEvery()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRATEGY | fast | strategy (ANTEROOM_INLETS_MAIN_STRATEGY) must be one of periodic, max",
        "STRATEGY | '' | strategy (ANTEROOM_INLETS_MAIN_STRATEGY) must be set",
        "EVENT_ID | '' | event-id (ANTEROOM_INLETS_MAIN_EVENT_ID) must be set",
        "EVENT_ID | a/b | event-id (ANTEROOM_INLETS_MAIN_EVENT_ID) must be the name of a room",
        "INCREMENT_BY | '' | increment-by (ANTEROOM_INLETS_MAIN_INCREMENT_BY) must be set",
        "MAX_SIZE | 5 | max-size (ANTEROOM_INLETS_MAIN_MAX_SIZE) means nothing to the strategy per",
        "LOOK_EVERY | 5s | look-every (ANTEROOM_INLETS_MAIN_LOOK_EVERY) means nothing",
        "QUEUE_URL | http://q | queue-url (ANTEROOM_INLETS_MAIN_QUEUE_URL) means nothing",
        "TOPIC_ARN | arn | topic-arn (ANTEROOM_INLETS_MAIN_TOPIC_ARN) means nothing",
      })
  void saysWhichSettingOfAPeriodIsWrong(String variable, String value, String words) {
    periodic().with(variable, value);

    assertThatThrownBy(() -> settings().plans())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("anteroom.inlets.main." + words);
  }

  @ParameterizedTest
  @CsvSource({
    "INCREMENT_BY, 0, increment_by must be at least 1",
    "EVERY, 2h, every must be 1 to 3600 whole seconds",
    "EVERY, 1500ms, every must be 1 to 3600 whole seconds",
    "END, 5, end must be after start",
  })
  void saysWhatAPeriodCanNotBe(String variable, String value, String words) {
    periodic().with("START", "5").with(variable, value);

    assertThatThrownBy(() -> settings().plans())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("anteroom.inlets.main: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAX_SIZE | 0 | : max_size must be at least 1",
        "MAX_SIZE | '' | .max-size (ANTEROOM_INLETS_MAIN_MAX_SIZE) must be set",
        "LOOK_EVERY | 100ms | .look-every (ANTEROOM_INLETS_MAIN_LOOK_EVERY) must be 1s to 60s",
        "LOOK_EVERY | 2m | .look-every (ANTEROOM_INLETS_MAIN_LOOK_EVERY) must be 1s to 60s",
        "LOOK_EVERY | 1500ms | .look-every (ANTEROOM_INLETS_MAIN_LOOK_EVERY) must be 1s to 60s",
        "QUEUE_URL | left | .queue-url (ANTEROOM_INLETS_MAIN_QUEUE_URL) must be the URL of an SQS",
        "TOPIC_ARN | left | .topic-arn (ANTEROOM_INLETS_MAIN_TOPIC_ARN) must be the ARN of an SNS",
        "TOPIC_ARN | arn:aws:sns:europe:123456789012:left | .topic-arn (ANTEROOM_INLETS_MAIN_TOPIC_",
        "INCREMENT_BY | 5 | .increment-by (ANTEROOM_INLETS_MAIN_INCREMENT_BY) means nothing",
        "EVERY | 5s | .every (ANTEROOM_INLETS_MAIN_EVERY) means nothing",
        "START | 5 | .start (ANTEROOM_INLETS_MAIN_START) means nothing",
        "END | 5 | .end (ANTEROOM_INLETS_MAIN_END) means nothing",
        "SMOOTH | true | .smooth (ANTEROOM_INLETS_MAIN_SMOOTH) means nothing",
        "ALARM | overload | .alarm (ANTEROOM_INLETS_MAIN_ALARM) means nothing",
      })
  void saysWhichSettingOfAMaximumIsWrong(String variable, String value, String words) {
    maxSize().with(variable, value);

    assertThatThrownBy(() -> settings().plans())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("anteroom.inlets.main" + words);
  }

  @Test
  void refusesANameThatIsNone() {
    InletSettings none =
        new InletSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, false);

    assertThatThrownBy(() -> PlanReader.plan("my_inlet", none))
        .hasMessageContaining("the name of an inlet must be 1 to 64 characters of a-z 0-9 -")
        .hasMessageContaining("'my_inlet'");
    assertThatThrownBy(() -> PlanReader.plan("a".repeat(65), none))
        .hasMessageContaining("the name of an inlet");
  }

  @Test
  void takesAHundredInletsAndNoMore() {
    IntStream.range(0, 100)
        .forEach(i -> {
          environment.put("ANTEROOM_INLETS_I" + i + "_EVENT_ID", "Sample");
          environment.put("ANTEROOM_INLETS_I" + i + "_STRATEGY", "refill");
          environment.put("ANTEROOM_INLETS_I" + i + "_MAX_SIZE", "5");
        });
    assertThat(settings().plans()).hasSize(100);

    maxSize();
    assertThatThrownBy(this::settings)
        .rootCause()
        .hasMessage("anteroom.inlets must name at most 100 inlets, not 101");
  }

  @Test
  void saysThatCallsMustBeSigned() {
    assertThatThrownBy(() -> settings().requiredCredentialsFile())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("anteroom.credentials-file (ANTEROOM_CREDENTIALS_FILE) must be set");
  }
}
