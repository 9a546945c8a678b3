package io.anteroom.inlets.message;

import io.anteroom.inlets.plan.AwsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue behind the AWS SDK, with credentials of the SDK's default chain. One call is one try: who
 * calls decides about the next one. Safe for use by many threads.
 */
final class SqsQueue implements MessageQueue {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** As long as SQS waits at most (ReceiveMessage, WaitTimeSeconds). */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  /** How much later than it should an answer may come. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final SqsClient client;
  private final String url;
  private final Duration poll;

  private SqsQueue(SqsClient client, String url, Duration poll) {
    this.client = client;
    this.url = url;
    this.poll = poll;
  }

  /**
   * Prepares to call a queue; calls nobody yet.
   *
   * @param calls how many calls there are at a time, at most
   * @throws IllegalArgumentException if no region is given, and none found
   */
  static SqsQueue at(URI url, AwsSettings aws, int calls) {
    return at(url, aws, calls, LONGEST_POLL);
  }

  static SqsQueue at(URI url, AwsSettings aws, int calls, Duration poll) {
    Duration limit = poll.plus(GRACE);
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(calls)
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(limit))
            .overrideConfiguration(
                call -> call.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(limit));
    aws.givenRegion().map(Region::of).ifPresent(builder::region);
    aws.givenEndpoint().ifPresent(builder::endpointOverride);
    try {
      return new SqsQueue(builder.build(), url.toString(), poll);
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "anteroom.aws.region must be the region of the queues; none is found elsewhere", e);
    }
  }

  @Override
  public List<QueuedMessage> receive(int most, Duration hidden) {
    return asked(() ->
        client
            .receiveMessage(call ->
                call.queueUrl(url)
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds((int) poll.toSeconds())
                    .visibilityTimeout((int) hidden.toSeconds())
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
            .messages()
            .stream()
            .map(SqsQueue::message)
            .toList());
  }

  private static QueuedMessage message(Message message) {
    String deliveries =
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    return new QueuedMessage(
        message.messageId(), message.receiptHandle(), message.body(), Integer.parseInt(deliveries));
  }

  @Override
  public void delete(QueuedMessage message) {
    asked(() -> client.deleteMessage(call -> call.queueUrl(url).receiptHandle(message.receipt())));
  }

  @Override
  public void hide(QueuedMessage message, Duration hidden) {
    asked(() ->
        client.changeMessageVisibility(call ->
            call.queueUrl(url)
                .receiptHandle(message.receipt())
                .visibilityTimeout((int) hidden.toSeconds())));
  }

  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new AwayException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
