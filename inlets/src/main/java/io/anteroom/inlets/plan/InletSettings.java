package io.anteroom.inlets.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * One inlet, as somebody wrote it down: {@code anteroom.inlets.<name>.*}.
 *
 * @param eventId the room whose serving counter it moves
 * @param strategy {@code periodic}, {@code max_size} or {@code refill}
 * @param incrementBy periodic: how many more to serve each time
 * @param every periodic: how long from one time to the next, 1 s to 1 h, a minute if absent
 * @param start periodic: when it begins, in epoch seconds; long ago if absent
 * @param end periodic: when it is over, in epoch seconds; 0 or absent for never
 * @param smooth periodic: the same number in the same time, second by second
 * @param alarm periodic: the CloudWatch alarm that holds it
 * @param maxSize max_size and refill: how many may be in the site at a time
 * @param lookEvery max_size and refill: how often to look for room without being told, 1 s to 1
 *     min, a second if absent
 * @param queueUrl max_size: the SQS queue that brings messages
 * @param topicArn max_size: the SNS topic that may push messages
 * @param dryRun whether it only says what it would do
 */
public record InletSettings(
    @Nullable String eventId,
    @Nullable String strategy,
    @Nullable Long incrementBy,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration every,
    @Nullable Long start,
    @Nullable Long end,
    @Nullable Boolean smooth,
    @Nullable String alarm,
    @Nullable Long maxSize,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration lookEvery,
    @Nullable String queueUrl,
    @Nullable String topicArn,
    @DefaultValue("false") boolean dryRun) {}
