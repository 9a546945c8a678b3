package io.anteroom.inlets.message;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.plan.InletsSettings;
import io.anteroom.inlets.room.PrivateCalls;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** The ways by which messages come in. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {

  /** A page of SNS comes within a tenth of a second, or not at all. */
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(3);

  @Bean
  MessageDesk messageDesk(PrivateCalls calls, MeterRegistry meters) {
    return new MessageDesk(calls, new MessageMeters(meters));
  }

  @Bean(destroyMethod = "close")
  QueueListeners queueListeners(Inlets inlets, InletsSettings settings, MessageDesk desk) {
    return QueueListeners.start(inlets, settings.aws(), desk);
  }

  @Bean
  ReadinessCheck inletQueues(QueueListeners queues) {
    return new ReadinessCheck("inlets/queues", queues::trouble);
  }

  @Bean(destroyMethod = "close")
  Door messageDoor(Inlets inlets) {
    return new Door(inlets);
  }

  @Bean
  Face signedMessages(Door door, MessageDesk desk, EdgeSettings edge) {
    return new SignedMessages(door, desk).face(edge.privateAccess());
  }

  /** What others bring comes before it: a test signs with keys of its own. */
  @Bean(destroyMethod = "close")
  @Fallback
  Pages snsPages() {
    return new WebPages(PAGE_TIMEOUT);
  }

  @Bean
  Face pushedMessages(Door door, MessageDesk desk, Inlets inlets, Pages sns, EdgeSettings edge) {
    return new PushedMessages(
            door,
            desk,
            inlets.all().stream()
                .map(Inlet::plan)
                .filter(plan -> plan.topicArn().isPresent())
                .collect(Collectors.toMap(InletPlan::name, plan -> gate(plan, sns))))
        .face(edge.publicAccess());
  }

  private static TopicGate gate(InletPlan plan, Pages sns) {
    SnsTopic topic = SnsTopic.of(plan.topicArn().orElseThrow());
    return new TopicGate(topic, sns, InstantSource.system());
  }
}
