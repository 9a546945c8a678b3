package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Body;
import io.anteroom.edge.Call;
import io.anteroom.edge.Face;
import io.anteroom.edge.PublicAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.inlets.running.Inlet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;

/**
 * {@code POST /inlet_notifications/{inlet}}: messages that an SNS topic pushes. Everybody can call
 * this, so whatever is cheap to look at is looked at first, and nothing that a caller writes makes
 * the service ask anybody but SNS for anything.
 */
final class PushedMessages {

  private static final Logger LOG = LoggerFactory.getLogger(PushedMessages.class);

  /** SNS takes 256 KiB; in its envelope each quotation mark and each backslash takes two. */
  static final int MAX_BODY = 1024 * 1024;

  static final long MAX_BODIES = 16 * 1024 * 1024;

  /** Checks at a time: they compute, and now and then one waits for a certificate. */
  private static final int MAX_CHECKS = 16;

  /**
   * SNS waits 15 seconds, then says the same again, for an hour at most. What took longer the first
   * time is not done anew each time.
   */
  private static final int MAX_DONE_LATELY = 1_000;

  private static final String TOPIC_HEADER = "x-amz-sns-topic-arn";
  private static final Pattern MESSAGE_ID = Pattern.compile("[0-9a-fA-F-]{36}");

  private final Door door;
  private final MessageDesk desk;
  private final Map<String, TopicGate> gates;
  private final Semaphore checks = new Semaphore(MAX_CHECKS);
  private final DoneLately doneLately = new DoneLately(MAX_DONE_LATELY);

  /**
   * Takes messages for some inlets.
   *
   * @param gates of the topics that may push, by the names of their inlets
   */
  PushedMessages(Door door, MessageDesk desk, Map<String, TopicGate> gates) {
    this.door = door;
    this.desk = desk;
    this.gates = Map.copyOf(gates);
  }

  Face face(PublicAccess access) {
    return Face.open(access)
        .post(
            "/inlet_notifications/{inlet}",
            Body.upTo(MAX_BODY, MAX_BODIES).orText().behind(this::checkHead),
            this::take)
        .build();
  }

  private void checkHead(Call head) {
    var _ = counted(door.inlet(head), gate -> gate.forTopic(head.header(TOPIC_HEADER)));
  }

  private Mono<Answer> take(Call call) {
    Inlet inlet = door.inlet(call);
    return door.answer(() -> {
      SnsMessage signed = counted(inlet, gate -> admit(gate, call.body()));
      act(inlet, signed);
      return Answer.empty();
    });
  }

  /** Looks through a gate, and counts who is turned away for good. */
  private <T> T counted(Inlet inlet, Function<TopicGate, T> look) {
    try {
      return look.apply(gate(inlet));
    } catch (Refusal.Passing e) {
      throw e;
    } catch (Refusal e) {
      desk.refused(inlet, Way.PUSH);
      throw e;
    }
  }

  private TopicGate gate(Inlet inlet) {
    return Optional.ofNullable(gates.get(inlet.plan().name()))
        .orElseThrow(() -> new Refusal.NotFound("this inlet takes no notifications"));
  }

  private SnsMessage admit(TopicGate gate, byte[] body) {
    if (!checks.tryAcquire()) {
      throw Door.later("too many notifications at once");
    }
    try {
      return gate.admit(body);
    } finally {
      checks.release();
    }
  }

  private void act(Inlet inlet, SnsMessage signed) {
    switch (signed.type()) {
      case NOTIFICATION -> hear(inlet, (SnsNotification) signed);
      case SUBSCRIPTION_CONFIRMATION -> confirm(inlet, (SnsSubscriptionConfirmation) signed);
      case UNSUBSCRIBE_CONFIRMATION ->
          LOG.warn("inlet {} is no longer subscribed to its topic", inlet.plan().name());
      default -> throw new Refusal.Malformed("unknown Type of notification");
    }
  }

  private void hear(Inlet inlet, SnsNotification notification) {
    String id = notification.messageId();
    if (!MESSAGE_ID.matcher(id).matches()) {
      throw new Refusal.Malformed("MessageId must be that of a notification of SNS");
    }
    String name = inlet.plan().name();
    if (doneLately.knows(name, id)) {
      return;
    }
    ExitMessage message;
    try {
      message = desk.read(inlet, Way.PUSH, notification.message().getBytes(UTF_8));
    } catch (UnreadableMessageException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
    if (desk.handle(inlet, Way.PUSH, id, message) instanceof Outcome.NotNow(String why)) {
      throw Door.later(why);
    }
    doneLately.add(name, id);
  }

  private void confirm(Inlet inlet, SnsSubscriptionConfirmation confirmation) {
    gate(inlet).confirm(confirmation.subscribeUrl());
    LOG.info("inlet {} is subscribed to its topic now", inlet.plan().name());
  }
}
