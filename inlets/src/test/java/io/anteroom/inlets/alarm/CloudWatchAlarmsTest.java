package io.anteroom.inlets.alarm;

import static io.anteroom.inlets.alarm.CloudWatchStub.BABBLING;
import static io.anteroom.inlets.alarm.CloudWatchStub.FAILING;
import static io.anteroom.inlets.alarm.CloudWatchStub.FORBIDDING;
import static io.anteroom.inlets.alarm.CloudWatchStub.THROTTLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anteroom.domain.inlet.AlarmState;
import io.anteroom.inlets.plan.AwsSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

class CloudWatchAlarmsTest {

  private final CloudWatchStub stub = new CloudWatchStub();
  private final CloudWatchAlarms cloudWatch =
      CloudWatchAlarms.at(new AwsSettings("eu-central-1", stub.url().toString()));

  @BeforeAll
  static void haveCredentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterAll
  static void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @AfterEach
  void close() {
    cloudWatch.close();
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MetricAlarm, OK, OK",
    "MetricAlarm, ALARM, ALARM",
    "MetricAlarm, INSUFFICIENT_DATA, INSUFFICIENT_DATA",
    "MetricAlarm, OF_A_LATER_YEAR, UNREADABLE",
    "CompositeAlarm, OK, OK",
    "CompositeAlarm, ALARM, ALARM",
    "CompositeAlarm, INSUFFICIENT_DATA, INSUFFICIENT_DATA",
    "CompositeAlarm, OF_A_LATER_YEAR, UNREADABLE"
  })
  void readsAlarmsOfBothKinds(String kind, String value, AlarmState state) {
    stub.with(kind, "site-is-full", value);

    assertThat(cloudWatch.read("site-is-full")).isEqualTo(state);
  }

  @Test
  void missesAnAlarmThatIsNotThere() {
    assertThat(cloudWatch.read("site-is-full")).isEqualTo(AlarmState.MISSING);
  }

  @Test
  void passesOverAlarmsThatNobodyAskedFor() {
    stub.with("MetricAlarm", "site", "ALARM").with("CompositeAlarm", "is-full", "OK");

    assertThat(cloudWatch.read("site-is-full")).isEqualTo(AlarmState.MISSING);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, ALARM, ALARM",
    "ALARM, OF_A_LATER_YEAR, ALARM",
    "OF_A_LATER_YEAR, INSUFFICIENT_DATA, UNREADABLE",
    "INSUFFICIENT_DATA, OK, INSUFFICIENT_DATA"
  })
  void goesByTheWorseOfTwoAlarmsOfOneName(String metric, String composite, AlarmState state) {
    stub.with("MetricAlarm", "full", metric).with("CompositeAlarm", "full", composite);

    assertThat(cloudWatch.read("full")).isEqualTo(state);
  }

  @Test
  void triesAgainAfterAFailure() {
    stub.with("MetricAlarm", "full", "OK").is(stub.stumbling());

    assertThat(cloudWatch.read("full")).isEqualTo(AlarmState.OK);
  }

  @ParameterizedTest
  @MethodSource
  void saysWhyAnAlarmCantBeRead(CloudWatchStub.Mood mood, String why) {
    stub.with("MetricAlarm", "full", "OK").is(mood);

    assertThatThrownBy(() -> cloudWatch.read("full"))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining(why);
  }

  static Stream<Arguments> saysWhyAnAlarmCantBeRead() {
    return Stream.of(
        arguments(named("throttling", THROTTLING), "400"),
        arguments(named("failing", FAILING), "500"),
        arguments(named("forbidding", FORBIDDING), "403"),
        arguments(named("babbling", BABBLING), "unmarshall"));
  }

  @Test
  void saysWhyNobodyIsThere() {
    stub.close();

    assertThatThrownBy(() -> cloudWatch.read("full"))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining("refused");
  }

  @Test
  @Timeout(10)
  void givesUpOnWhoeverHangs() {
    CountDownLatch never = new CountDownLatch(1);
    stub.is(CloudWatchStub.hanging(never));
    long before = System.nanoTime();

    assertThatThrownBy(() -> cloudWatch.read("full")).isInstanceOf(SdkException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isLessThan(CloudWatchAlarms.CALL_LIMIT.plusSeconds(1));
  }

  @Test
  void hasAnAlarmThatNeverFailsAndIsReadOnceForAll() {
    stub.is(FAILING);
    Alarm alarm = cloudWatch.named("full");
    assertThat(alarm.state()).isEqualTo(AlarmState.UNREADABLE);
    int calls = stub.calls();

    assertThat(cloudWatch.named("full").state()).isEqualTo(AlarmState.UNREADABLE);
    assertThat(stub.calls()).isEqualTo(calls);
  }
}
