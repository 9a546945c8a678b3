package io.anteroom.inlets.plan;

import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What an inlet is to do, checked.
 *
 * @param name 1 to 64 characters of {@code a-z 0-9 -}
 * @param eventId the room whose serving counter it moves
 * @param strategy by what it decides
 * @param alarm the alarm that holds it, for {@link Strategy#PERIODIC}
 * @param queueUrl the SQS queue from which it takes messages, for {@link Strategy#MAX_SIZE}
 * @param topicArn the SNS topic that may push messages, for {@link Strategy#MAX_SIZE}
 * @param dryRun that it only says what it would do, until somebody says otherwise
 * @param lookEvery how often it looks for room without being told, where it has a maximum
 */
public record InletPlan(
    String name,
    EventId eventId,
    Strategy strategy,
    Optional<String> alarm,
    Optional<URI> queueUrl,
    Optional<String> topicArn,
    boolean dryRun,
    Duration lookEvery) {

  /** The kinds of strategies. */
  public enum Strategy {
    PERIODIC,
    MAX_SIZE,
    REFILL
  }

  /** Says whether messages about exits mean something to it. */
  public boolean takesMessages() {
    return strategy == Strategy.MAX_SIZE;
  }
}
