package io.anteroom.streams.bridge;

import io.anteroom.contracts.event.PublicEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The bus behind the AWS SDK, with credentials of the SDK's default chain. One call is one try: who
 * calls decides about the next one. Safe for use by many threads.
 */
final class EventBridgeBus implements Bus, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Codes of an entry with which nothing is wrong (EventBridge API Reference, PutEventsResultEntry
   * and Common Errors): the bus has trouble, or does not let us in. The service calls missing
   * rights final; but somebody can give them back, and what is given up does not come back.
   */
  private static final Set<String> NOT_NOW =
      Set.of(
          "InternalFailure",
          "InternalException",
          "ServiceUnavailable",
          "ThrottlingException",
          "Throttling",
          "AccessDeniedException",
          "NotAuthorizedForSourceException",
          "NotAuthorizedForDetailTypeException");

  /** Codes of a call with an entry in it that can't be taken. */
  private static final Set<String> BAD_ENTRY = Set.of("ValidationException");

  private static final int TOO_LARGE = 413;

  private final EventBridgeClient client;
  private final String bus;

  private EventBridgeBus(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /**
   * Prepares to call a bus; calls nobody yet.
   *
   * @param calls how many calls there are at a time, at most
   */
  static EventBridgeBus at(EventBusAddress address, Pace pace, int calls) {
    EventBridgeClientBuilder builder =
        EventBridgeClient.builder()
            .region(Region.of(address.region()))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(calls)
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(pace.callTimeout()))
            .overrideConfiguration(call ->
                call.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(pace.callTimeout()));
    address.endpoint().ifPresent(builder::endpointOverride);
    return new EventBridgeBus(builder.build(), address.name());
  }

  @Override
  public Answer put(List<Letter> letters) {
    try {
      PutEventsResponse response =
          client.putEvents(call -> call.entries(letters.stream().map(this::entry).toList()));
      return answer(letters, response.entries());
    } catch (AwsServiceException e) {
      return answer(e);
    } catch (SdkException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private PutEventsRequestEntry entry(Letter letter) {
    PublicEvent event = letter.event();
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(event.type().toString())
        .detail(event.detail())
        .time(event.decidedAt())
        // The service gives each delivery an id of its own; this one stays the same.
        .resources(event.id())
        .build();
  }

  private static Answer answer(List<Letter> letters, List<PutEventsResultEntry> results) {
    if (results.size() != letters.size()) {
      return new Answer.Failed(
          "an answer about " + results.size() + " entries to a call with " + letters.size());
    }
    return new Answer.Taken(results.stream().map(EventBridgeBus::fate).toList());
  }

  private static Fate fate(PutEventsResultEntry result) {
    String code = result.errorCode();
    if (code == null) {
      return new Fate.Accepted();
    }
    String reason = code + ": " + result.errorMessage();
    return NOT_NOW.contains(code) ? new Fate.Postponed(reason) : new Fate.Refused(reason);
  }

  /** Missing rights count as an outage: they can be given back. */
  private static Answer answer(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null ? "" : String.valueOf(details.errorCode());
    String reason = failure.statusCode() + " " + failure.getMessage();
    return BAD_ENTRY.contains(code) || failure.statusCode() == TOO_LARGE
        ? new Answer.Rejected(reason)
        : new Answer.Failed(reason);
  }

  @Override
  public void close() {
    client.close();
  }
}
