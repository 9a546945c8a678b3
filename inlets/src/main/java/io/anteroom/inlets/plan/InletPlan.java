package io.anteroom.inlets.plan;

import io.anteroom.domain.inlet.InletStrategy;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an inlet is to do, checked.
 *
 * @param name 1 to 64 characters of {@code a-z 0-9 -}
 * @param eventId the room whose serving counter it moves
 * @param strategy by what it decides
 * @param alarm the alarm that holds it, if it is periodic
 * @param queueUrl the SQS queue from which it takes messages
 * @param topicArn the SNS topic that may push messages
 * @param dryRun that it only says what it would do, until somebody says otherwise
 * @param lookEvery how often it looks for room without being told, if it has a maximum
 */
public record InletPlan(
    String name,
    EventId eventId,
    InletStrategy strategy,
    Optional<String> alarm,
    Optional<URI> queueUrl,
    Optional<String> topicArn,
    boolean dryRun,
    Duration lookEvery) {

  /**
   * Amazon SNS API Reference, CreateTopic, and the form of ARNs. FIFO topics can't push to anybody.
   */
  public static final Pattern TOPIC_ARN =
      Pattern.compile(
          "arn:aws[a-z-]{0,20}:sns:(?<region>[a-z]{2,}(-[a-z]+)+-\\d{1,2}):\\d{12}:[A-Za-z0-9_-]{1,256}");

  /** Says whether messages about exits mean something to it. */
  public boolean takesMessages() {
    return strategy instanceof MaxSize;
  }
}
