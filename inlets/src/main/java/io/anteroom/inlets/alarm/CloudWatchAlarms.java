package io.anteroom.inlets.alarm;

import io.anteroom.domain.inlet.AlarmState;
import io.anteroom.inlets.plan.AwsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The alarms behind the AWS SDK, with credentials of the SDK's default chain. Safe for use by many
 * threads.
 */
final class CloudWatchAlarms implements Alarms, AutoCloseable {

  /** A move that waits for its alarm is late by this much, at most. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  /** Of one try, so that a connection that has died leaves time for another. */
  private static final Duration TRY_LIMIT = Duration.ofMillis(800);

  private static final Duration WAIT = Duration.ofMillis(200);

  /** Calls at a time: more inlets than that wait a moment for each other. */
  private static final int CONNECTIONS = 8;

  /** A name is one alarm's, says the service; if it ever were two alarms', the worse one counts. */
  private static final List<AlarmState> WORST_FIRST =
      List.of(AlarmState.ALARM, AlarmState.UNREADABLE, AlarmState.INSUFFICIENT_DATA, AlarmState.OK);

  private final CloudWatchClient client;

  /** As many as the settings name. */
  private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();

  private CloudWatchAlarms(CloudWatchClient client) {
    this.client = client;
  }

  /**
   * Prepares to call; calls nobody yet.
   *
   * @throws IllegalArgumentException if no region is given, and none found
   */
  static CloudWatchAlarms at(AwsSettings aws) {
    CloudWatchClientBuilder builder =
        CloudWatchClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(TRY_LIMIT)
                    .socketTimeout(TRY_LIMIT))
            .overrideConfiguration(call ->
                call.retryStrategy(twoTries())
                    .apiCallTimeout(CALL_LIMIT)
                    .apiCallAttemptTimeout(TRY_LIMIT));
    aws.givenRegion().map(Region::of).ifPresent(builder::region);
    aws.givenEndpoint().ifPresent(builder::endpointOverride);
    try {
      return new CloudWatchAlarms(builder.build());
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "anteroom.aws.region must be the region of the alarms; none is found elsewhere", e);
    }
  }

  /**
   * More, or the longer waits of the SDK, would not fit into the limit, which says nothing of why.
   */
  private static RetryStrategy twoTries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(2)
        .backoffStrategy(BackoffStrategy.fixedDelay(WAIT))
        .throttlingBackoffStrategy(BackoffStrategy.fixedDelay(WAIT))
        .build();
  }

  @Override
  public Alarm named(String name) {
    return alarms.computeIfAbsent(
        name, _ -> new RememberedAlarm(name, () -> read(name), System::nanoTime));
  }

  /**
   * The state of an alarm at this moment. Without types the service tells of metric alarms alone
   * (DescribeAlarms, AlarmTypes).
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it can't be read
   */
  AlarmState read(String name) {
    DescribeAlarmsResponse answer =
        client.describeAlarms(call ->
            call.alarmNames(name).alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
    Set<AlarmState> found =
        Stream.concat(
                answer.metricAlarms().stream()
                    .filter(alarm -> name.equals(alarm.alarmName()))
                    .map(MetricAlarm::stateValue),
                answer.compositeAlarms().stream()
                    .filter(alarm -> name.equals(alarm.alarmName()))
                    .map(CompositeAlarm::stateValue))
            .map(CloudWatchAlarms::state)
            .collect(Collectors.toSet());
    return WORST_FIRST.stream().filter(found::contains).findFirst().orElse(AlarmState.MISSING);
  }

  /** A state that is absent, or of a later year, says nothing that could be relied on. */
  private static AlarmState state(StateValue value) {
    return switch (value) {
      case OK -> AlarmState.OK;
      case ALARM -> AlarmState.ALARM;
      case INSUFFICIENT_DATA -> AlarmState.INSUFFICIENT_DATA;
      case null, default -> AlarmState.UNREADABLE;
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
