package io.anteroom.inlets.plan;

import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One inlet, as somebody wrote it down: {@code anteroom.inlets.<name>.*}.
 *
 * @param eventId the room
 * @param strategy {@code periodic}, {@code max_size} or {@code refill}
 * @param incrementBy how many more to serve each time
 * @param every how long from one time to the next
 * @param start when it begins, in epoch seconds
 * @param end when it is over, in epoch seconds; 0 for never
 * @param smooth spread over the seconds
 * @param alarm the CloudWatch alarm that holds it
 * @param maxSize how many may be in the site at a time
 * @param queueUrl the SQS queue that brings messages
 * @param topicArn the SNS topic that may push messages
 * @param dryRun only say what would be done
 * @param lookEvery how often to look for room
 */
public record InletSettings(
    @Nullable String eventId,
    @Nullable String strategy,
    @Nullable Long incrementBy,
    @Nullable Duration every,
    @Nullable Long start,
    @Nullable Long end,
    @Nullable Boolean smooth,
    @Nullable String alarm,
    @Nullable Long maxSize,
    @Nullable URI queueUrl,
    @Nullable String topicArn,
    @DefaultValue("false") boolean dryRun,
    @Nullable Duration lookEvery) {

  InletPlan plan(String name) {
    return new InletPlan(
        name,
        new EventId(String.valueOf(eventId)),
        InletPlan.Strategy.valueOf(String.valueOf(strategy).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(alarm),
        Optional.ofNullable(queueUrl),
        Optional.ofNullable(topicArn),
        dryRun,
        lookEvery == null ? Duration.ofSeconds(1) : lookEvery);
  }
}
