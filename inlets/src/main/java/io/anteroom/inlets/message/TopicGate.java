package io.anteroom.inlets.message;

import io.anteroom.edge.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;

/**
 * Lets pass what SNS itself sends for one topic, and nothing else. Looks at what costs nothing
 * first: the kind, the topic, the age, and where the certificate is said to be.
 */
final class TopicGate {

  /** SNS tries for an hour at most (Amazon SNS message delivery retries), and clocks differ. */
  static final Duration MAX_AGE = Duration.ofMinutes(65);

  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private static final Set<String> TYPES =
      Set.of("Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation");

  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  private final SnsTopic topic;
  private final SnsSignatures signatures;
  private final Pages confirmations;
  private final InstantSource clock;

  /**
   * A gate for a topic. Strangers can name certificates, so these have a budget of their own: it is
   * neither that of another topic nor that of confirmations, which SNS has signed.
   *
   * @param pages where the certificates of SNS are, and what confirms a subscription
   */
  TopicGate(SnsTopic topic, Pages pages, InstantSource clock) {
    this.topic = topic;
    this.signatures = new SnsSignatures(topic, new SeldomPages(pages, System::nanoTime));
    this.confirmations = new SeldomPages(pages, System::nanoTime);
    this.clock = clock;
  }

  /**
   * Checks the topic that SNS names in a header, before anything is read.
   *
   * @return this gate
   * @throws Refusal.Untrusted if it is missing or another
   */
  TopicGate forTopic(Optional<String> arn) {
    requireTopic(arn);
    return this;
  }

  /**
   * Checks all that can be checked.
   *
   * @return the message, signed by SNS for this topic within the last hour
   * @throws Refusal if it is anything else, or if nobody can say at the moment
   */
  SnsMessage admit(byte[] body) {
    checkEnvelope(body);
    return switch (signatures.check(body)) {
      case SnsSignatures.Verdict.Signed(SnsMessage message) -> {
        // What was looked at before could be the other one of two fields of a name.
        requireTopic(Optional.ofNullable(message.topicArn()));
        requireAge(message.timestamp());
        yield message;
      }
      case SnsSignatures.Verdict.Forged _ ->
          throw new Refusal.Untrusted("the notification is not signed by SNS");
      case SnsSignatures.Verdict.Unknown _ ->
          throw Door.later("the certificate of SNS can't be had at the moment");
    };
  }

  private void checkEnvelope(byte[] body) {
    SnsEnvelope envelope;
    try {
      envelope = SnsEnvelope.read(body);
    } catch (UnreadableMessageException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
    if (envelope.type().filter(TYPES::contains).isEmpty()) {
      throw new Refusal.Malformed("Type must be that of a notification of SNS");
    }
    requireTopic(envelope.topicArn());
    requireAge(envelope.timestamp().flatMap(TopicGate::instant).orElse(Instant.MIN));
    if (envelope.signingCertUrl().filter(topic::mayShowCertificate).isEmpty()) {
      throw new Refusal.Untrusted("SigningCertURL is not that of a certificate of SNS");
    }
  }

  private void requireTopic(Optional<String> arn) {
    if (!arn.equals(Optional.of(topic.arn()))) {
      throw new Refusal.Untrusted("this inlet takes notifications of its own topic only");
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private void requireAge(Instant timestamp) {
    Instant now = clock.instant();
    if (timestamp.isBefore(now.minus(MAX_AGE)) || timestamp.isAfter(now.plus(MAX_AHEAD))) {
      throw new Refusal.Untrusted("Timestamp must be a time within the last hour");
    }
  }

  /**
   * Confirms the subscription that SNS asks about, by the address that it has signed.
   *
   * @throws Refusal if that is no address of SNS, or SNS does not confirm
   */
  void confirm(URI subscribeUrl) {
    if (!topic.confirmsSubscription(subscribeUrl)) {
      throw new Refusal.Untrusted("SubscribeURL does not confirm a subscription to this topic");
    }
    int status = statusOf(subscribeUrl);
    if (status >= SERVER_ERROR) {
      throw Door.later("SNS can't confirm the subscription at the moment");
    }
    if (status != OK) {
      throw new Refusal.Malformed("SNS does not confirm this subscription");
    }
  }

  private int statusOf(URI url) {
    try {
      return confirmations.get(url).status();
    } catch (IOException _) {
      return SERVER_ERROR;
    }
  }
}
